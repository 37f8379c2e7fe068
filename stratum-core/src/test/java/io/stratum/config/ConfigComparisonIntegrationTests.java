package io.stratum.config;

import java.util.List;
import java.util.Map;

import io.stratum.ErrorCode;
import io.stratum.config.ConfigDiff.Side;
import io.stratum.config.ConfigDrift.Status;
import io.stratum.tenant.NewTenant;
import io.stratum.tenant.TenantId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.stratum.config.ConfigFixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class ConfigComparisonIntegrationTests {

	private ConfigFixture fixture;

	private ConfigEntries entries;

	private TenantId acme;

	private TenantId emea;

	@BeforeEach
	void start() {
		this.fixture = new ConfigFixture();
		this.entries = this.fixture.entries;
		this.acme = this.fixture.cast.acme;
		this.emea = this.fixture.cast.emea;
	}

	@AfterEach
	void stop() {
		this.fixture.close();
	}

	@Test
	void diffIsSortedAndNamesWhereValuesComeFrom() {
		this.fixture.set(this.acme, "z.inherited", 1);
		this.fixture.lock(this.acme, "a.locked", 1);
		this.fixture.set(this.emea, "m.own", 1);
		ConfigDiff diff = this.entries.diff(this.acme, this.emea);
		assertThat(diff.first()).isEqualTo(new ConfigDiff.Operand(this.acme, "Acme"));
		assertThat(diff.lines()).extracting(ConfigDiff.Line::key)
			.containsExactly("a.locked", "declared.max_users", "declared.order_limit", "m.own", "z.inherited");
		assertThat(line(diff, "a.locked").second()).isEqualTo(new Side(1, ConfigDiff.Status.LOCKED, this.acme, false));
		assertThat(line(diff, "m.own").first()).isNull();
		assertThat(line(diff, "m.own").second()).isEqualTo(new Side(1, ConfigDiff.Status.OWN, this.emea, false));
		assertThat(line(diff, "z.inherited").first()).isEqualTo(new Side(1, ConfigDiff.Status.OWN, this.acme, false));
		assertThat(line(diff, "z.inherited").second())
			.isEqualTo(new Side(1, ConfigDiff.Status.INHERITED, this.acme, false));
		assertThat(line(diff, "declared.max_users").second())
			.isEqualTo(new Side(10, ConfigDiff.Status.INHERITED, null, false));
		assertThat(diff.changes()).extracting(ConfigDiff.Line::key).containsExactly("m.own");
	}

	@Test
	void tenantIsNotComparedWithItself() {
		refusal(ErrorCode.VALIDATION_ERROR, () -> this.entries.diff(this.acme, this.acme));
	}

	@Test
	void secretsAreEqualOnlyIfOneTenantSetBoth() {
		this.fixture.hide(this.acme, "secret", "same");
		assertThat(line(this.entries.diff(this.acme, this.emea), "secret").equal()).isTrue();
		this.fixture.hide(this.emea, "secret", "same");
		assertThat(line(this.entries.diff(this.acme, this.emea), "secret").equal()).isFalse();
	}

	@Test
	void driftNamesTheWorstOfEachChildAndCountsThem() {
		TenantId equal = child("equal");
		TenantId different = child("different");
		TenantId extra = child("extra");
		TenantId stranger = this.fixture.cast.globex;
		this.fixture.set(this.acme, "colour", "green");
		this.fixture.set(equal, "colour", "green");
		this.fixture.set(different, "colour", "red");
		this.fixture.set(extra, "more", 1);
		ConfigDrift drift = this.entries.drift(this.acme, List.of(equal, different, extra, stranger));
		assertThat(drift.children()).extracting(ConfigDrift.Child::tenant, ConfigDrift.Child::status)
			.containsExactly(tuple(equal, Status.OK), tuple(different, Status.OVERRIDE), tuple(extra, Status.OVERRIDE),
					tuple(stranger, Status.MISSING));
		assertThat(drift.summary())
			.isEqualTo(Map.of(Status.OK, 1, Status.OVERRIDE, 2, Status.MISSING, 1, Status.CONFLICT, 0));
	}

	@Test
	void driftComparesDirectChildrenUnlessToldOtherwise() {
		child("sibling");
		assertThat(this.entries.drift(this.acme).children()).extracting(ConfigDrift.Child::name)
			.containsExactly("Acme EMEA", "sibling");
	}

	@Test
	void hiddenOwnValueIsFlagged() {
		this.fixture.set(this.emea, "currency", "USD");
		this.fixture.lock(this.acme, "currency", "EUR");
		ConfigDrift.Child child = this.entries.drift(this.acme).children().get(0);
		assertThat(child.status()).isEqualTo(Status.OK);
		assertThat(child.lines()).filteredOn((line) -> line.key().equals("currency"))
			.singleElement()
			.satisfies((line) -> assertThat(line.hiddenOwnValue()).isTrue());
		assertThat(child.lines()).filteredOn(ConfigDrift.Line::hiddenOwnValue).hasSize(1);
	}

	private TenantId child(String slug) {
		return this.fixture.cast.tenants.create(NewTenant.childOf(this.acme, slug, slug)).id();
	}

	private static ConfigDiff.Line line(ConfigDiff diff, String key) {
		return diff.lines().stream().filter((line) -> line.key().equals(key)).findFirst().orElseThrow();
	}

}
