package io.stratum.isolation.fleet;

import java.nio.file.Path;

import io.stratum.isolation.LogLines;
import io.stratum.isolation.placement.ProvisioningFailedException;
import io.stratum.tenant.IsolationStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What is told of a migration that failed holds no value of a row.
 */
class FailureTextIntegrationTests {

	private static final String SECRET = "canary-5f0c8e17-of-a-row";

	@TempDir
	private Path folder;

	private FleetFixture fixture;

	@BeforeEach
	void start() {
		this.fixture = new FleetFixture(this.folder);
	}

	@AfterEach
	void stop() {
		this.fixture.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "create unique index on parcel (receiver);",
			"alter table parcel add constraint short check (length(receiver) < 5);",
			"alter table parcel alter column receiver type uuid using receiver::uuid;",
			"do $$ begin raise exception 'not %', (select min(receiver) from parcel); end $$;" })
	void fleetTellsNoValueOfARow(String migration) {
		this.fixture.givenTenants(1);
		this.fixture.places
			.sql("insert into " + this.fixture.schema(this.fixture.tenants.get(0))
					+ ".parcel (tenant_id, receiver) select gen_random_uuid(), ? from generate_series(1, 2)")
			.param(SECRET)
			.update();
		this.fixture.write("V2__broken.sql", migration);
		try (LogLines lines = new LogLines()) {
			FleetReport report = this.fixture.fleet().run();
			assertThat(report.of(FleetOutcome.FAILED)).singleElement()
				.extracting(FleetResult::error)
				.asString()
				.contains("V2__broken.sql, line 1. SQLState ")
				.doesNotContain(SECRET);
			assertThat(lines.all()).anyMatch((line) -> line.contains("does not follow the application"))
				.noneMatch((line) -> line.contains(SECRET));
		}
		assertThat(this.fixture.places.sql("select error from stratum.placement where error is not null")
			.query(String.class)
			.list()).singleElement().asString().doesNotContain(SECRET);
	}

	@ParameterizedTest
	@ValueSource(strings = { "create unique index on parcel (receiver);",
			"alter table parcel alter column receiver type uuid using receiver::uuid;" })
	void placeThatCannotBeMadeTellsNoValueOfARow(String migration) {
		this.fixture.write("V2__broken.sql", """
				insert into parcel (tenant_id, receiver)
				select gen_random_uuid(), 'canary' || '-5f0c8e17' || '-of-a-row' from generate_series(1, 2);
				""" + migration);
		try (LogLines lines = new LogLines()) {
			ProvisioningFailedException failure = catchThrowableOfType(ProvisioningFailedException.class,
					() -> this.fixture.node.create("acme", IsolationStrategy.SCHEMA));
			assertThat(failure).hasStackTraceContaining("V2__broken.sql");
			assertThat(failure.getCause()).extracting(Throwable::getMessage).asString().doesNotContain(SECRET);
			assertThat(failure.getCause().getCause()).isNull();
			assertThat(lines.all()).anyMatch((line) -> line.contains("could not be made"))
				.noneMatch((line) -> line.contains(SECRET));
		}
	}

}
