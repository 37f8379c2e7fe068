package io.stratum.tenant;

import java.util.List;

import io.stratum.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.groups.Tuple.tuple;

class TenantLifecycleIntegrationTests {

	@RegisterExtension
	static final Forest forest = new Forest();

	private final Tenants tenants = forest.tenants;

	@ParameterizedTest
	@CsvSource({ "ACTIVE, SUSPEND, SUSPENDED, tenant.suspended", "ACTIVE, ARCHIVE, ARCHIVED, tenant.archived",
			"ACTIVE, DELETE, ARCHIVED, tenant.deleted", "SUSPENDED, ARCHIVE, ARCHIVED, tenant.archived",
			"SUSPENDED, DELETE, ARCHIVED, tenant.deleted", "SUSPENDED, RESUME, ACTIVE, tenant.resumed",
			"ARCHIVED, RESUME, ACTIVE, tenant.resumed" })
	void possibleStepIsTakenAndNotedOnce(TenantStatus from, LifecycleStep step, TenantStatus to, String action) {
		Tenant acme = rootIn(from);
		forest.forgetJournal();
		Tenant after = this.tenants.step(acme.id(), step, null);
		assertThat(after.status()).isEqualTo(to);
		assertThat(after.version()).isEqualTo(acme.version() + 1);
		assertThat(after.deletedAt() != null).isEqualTo(to == TenantStatus.ARCHIVED);
		assertThat(forest.now(acme)).isEqualTo(after);
		assertThat(forest.actions()).containsExactly(action);
		assertThat(forest.events()).containsExactlyElementsOf(
				(step == LifecycleStep.DELETE) ? List.of("tenant.archived", "tenant.deleted") : List.of(action));
	}

	@ParameterizedTest
	@CsvSource({ "ACTIVE, RESUME, 'suspended,archived'", "SUSPENDED, SUSPEND, active", "ARCHIVED, SUSPEND, active",
			"ARCHIVED, ARCHIVE, 'active,suspended'", "ARCHIVED, DELETE, 'active,suspended'" })
	void impossibleStepIsRefused(TenantStatus from, LifecycleStep step, String allowedFrom) {
		Tenant acme = rootIn(from);
		forest.forgetJournal();
		assertThatExceptionOfType(TenantInvalidStateException.class)
			.isThrownBy(() -> this.tenants.step(acme.id(), step, null))
			.satisfies((ex) -> assertThat(ex.details()).containsEntry("tenant_id", acme.id().toString())
				.containsEntry("from", from.wireName())
				.containsEntry("operation", step.wireName())
				.containsEntry("allowed_from", List.of(allowedFrom.split(","))));
		assertThat(forest.now(acme)).isEqualTo(acme);
		assertThat(forest.actions()).isEmpty();
	}

	@Test
	void plainReadTellsTheStatus() {
		Tenant suspended = rootIn(TenantStatus.SUSPENDED);
		Forest.assertFails(ErrorCode.TENANT_SUSPENDED, () -> this.tenants.get(suspended.id()));
		this.tenants.archive(suspended.id());
		Forest.assertFails(ErrorCode.TENANT_ARCHIVED, () -> this.tenants.get(suspended.id()));
		Forest.assertFails(ErrorCode.TENANT_ARCHIVED, () -> this.tenants.getBySlug(suspended.slug(), Inclusion.ACTIVE));
		assertThat(this.tenants.get(suspended.id(), Inclusion.ALL).deletedAt()).isNotNull();
		this.tenants.resume(suspended.id());
		assertThat(this.tenants.get(suspended.id()).deletedAt()).isNull();
	}

	@Test
	void activeChildKeepsItsParentUp() {
		Tenant acme = forest.root("acme");
		Tenant emea = forest.child(acme, "acme_emea");
		for (LifecycleStep step : List.of(LifecycleStep.SUSPEND, LifecycleStep.ARCHIVE, LifecycleStep.DELETE)) {
			assertThatExceptionOfType(TenantHasChildrenException.class)
				.isThrownBy(() -> this.tenants.step(acme.id(), step, null))
				.satisfies((ex) -> assertThat(ex.details()).containsEntry("tenant_id", acme.id().toString())
					.containsEntry("child_count", 1L));
		}
		this.tenants.archive(emea.id());
		this.tenants.suspend(acme.id());
		assertThat(this.tenants.archive(acme.id()).status()).isEqualTo(TenantStatus.ARCHIVED);
		forest.verify();
	}

	@Test
	void tenantComesBackOnlyBelowAnActiveParent() {
		Tenant acme = forest.root("acme");
		Tenant emea = forest.child(acme, "acme_emea");
		this.tenants.suspend(emea.id());
		this.tenants.suspend(acme.id());
		Forest.assertFails(ErrorCode.TENANT_SUSPENDED, () -> this.tenants.resume(emea.id()))
			.hasMessageContaining(acme.id().toString());
		this.tenants.archive(acme.id());
		Forest.assertFails(ErrorCode.TENANT_ARCHIVED, () -> this.tenants.resume(emea.id()))
			.hasMessageContaining(acme.id().toString());
		this.tenants.resume(acme.id());
		assertThat(this.tenants.resume(emea.id()).isActive()).isTrue();
		forest.verify();
	}

	@Test
	void siblingsCloseTheGapAndWhoComesBackIsLast() {
		Tenant acme = forest.root("acme");
		Tenant first = forest.child(acme, "acme_1");
		Tenant second = forest.child(acme, "acme_2");
		Tenant third = forest.child(acme, "acme_3");
		assertThat(forest.now(third).sortOrder()).isEqualTo(2);
		this.tenants.archive(first.id());
		assertThat(forest.now(third).sortOrder()).isOne();
		assertThat(forest.children(acme)).extracting(Tenant::id, Tenant::sortOrder)
			.containsExactly(tuple(second.id(), 0), tuple(third.id(), 1));
		this.tenants.resume(first.id());
		assertThat(forest.children(acme)).extracting(Tenant::id).containsExactly(second.id(), third.id(), first.id());
		forest.verify();
	}

	private Tenant rootIn(TenantStatus status) {
		Tenant acme = forest.root("acme");
		return switch (status) {
			case ACTIVE -> acme;
			case SUSPENDED -> this.tenants.suspend(acme.id());
			case ARCHIVED -> this.tenants.archive(acme.id());
		};
	}

}
