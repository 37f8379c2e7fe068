package clinic;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.stratum.crypto.KeyEncryptionKey;
import io.stratum.embedded.EmbeddedDatabase;
import io.stratum.embedded.EmbeddedOptions;
import io.stratum.isolation.RoleNames;
import io.stratum.isolation.catalog.TableClass;
import io.stratum.isolation.catalog.TenantTables;
import io.stratum.isolation.doctor.Doctor;
import io.stratum.isolation.doctor.DoctorFinding;
import io.stratum.isolation.doctor.DoctorStatus;
import io.stratum.isolation.rls.RowLevelSecurity;
import io.stratum.isolation.rls.RowLevelSecurityReport;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * The database of the old application, step by step as the guide goes.
 */
@TestMethodOrder(OrderAnnotation.class)
@ExtendWith(OutputCaptureExtension.class)
class AdoptionTests {

	private static final RoleNames ROLES = new RoleNames("clinic", "clinic_platform", "clinic_app",
			"clinic_app_subtree");

	private static final String PEPPER = KeyEncryptionKey.generate();

	private static final String KEY = KeyEncryptionKey.generate();

	private static final EmbeddedDatabase SERVER = EmbeddedDatabase.start(EmbeddedOptions.throwAway());

	private static final DriverManagerDataSource OWNER = new DriverManagerDataSource(SERVER.url("clinic"), "clinic",
			"");

	private static final JdbcClient SQL = JdbcClient.create(OWNER);

	@BeforeAll
	static void oldApplication() throws Exception {
		administer("create role clinic login", "create database clinic owner clinic");
		Flyway.configure().dataSource(OWNER).locations("classpath:db/migration").target("3").load().migrate();
		SQL.sql("insert into customer (name, email) values ('Mr. Doe', 'doe@example.com')").update();
	}

	@AfterAll
	static void close() {
		SERVER.close();
	}

	@Test
	@Order(1)
	void startWithoutRolesIsRefused(CapturedOutput output) {
		assertRefused(Map.of());
		assertThat(output).contains("create role \"clinic_platform\" login;", "create role \"clinic_app\" login noinherit;");
	}

	@Test
	@Order(2)
	void startWithoutTheMigrationIsRefusedAndSaysWhatToDo(CapturedOutput output) throws Exception {
		administer(Files.readString(Path.of("roles.sql")).split(";"));
		assertRefused(Map.of("spring.flyway.target", "3"));
		assertThat(output).contains("has no column 'tenant_id' yet", "docs/adopt.md", "stratum.first-tenant.slug");
		assertThat(scan().tables()).filteredOn((table) -> table.tableClass() == TableClass.UNCLASSIFIED).hasSize(10);
	}

	@Test
	@Order(3)
	void startWithHalfTheMigrationIsRefusedAndSaysWhatToDo(CapturedOutput output) {
		assertRefused(Map.of("spring.flyway.target", "3", "spring.jpa.hibernate.ddl-auto", "none"));
		assertThat(output).contains("The tenant column is nullable.",
				"update … set \"tenant_id\" = … where \"tenant_id\" is null");
		assertThat(scan().tables())
			.filteredOn((table) -> table.table().name().equals("customer"))
			.allMatch((table) -> table.rowsWithoutTenant());
	}

	@Test
	@Order(4)
	void startWithTheMigrationGivesAllRowsToTheFirstTenant() {
		long customers = count("select count(*) from customer");
		try (ConfigurableApplicationContext clinic = start(Map.of())) {
			assertThat(count("select count(*) from customer where tenant_id = (select id from stratum.tenant)"))
				.isEqualTo(customers)
				.isEqualTo(3);
			assertThat(clinic.getBean(RowLevelSecurity.class).scan().errors()).isEmpty();
			// Counted keys, and an index on lower(...): nothing that is not stated in the guide.
			assertThat(clinic.getBean(Doctor.class).examine().findings())
				.filteredOn((finding) -> finding.status() != DoctorStatus.PASS)
				.extracting(DoctorFinding::id)
				.containsOnly("D16", "D22");
		}
	}

	@Test
	@Order(5)
	void secondStartFindsNothingToDo() {
		try (ConfigurableApplicationContext clinic = start(Map.of())) {
			assertThat(clinic.getBean(RowLevelSecurity.class).apply(true).steps()).isEmpty();
			assertThat(count("select count(*) from stratum.tenant")).isOne();
		}
	}

	private static RowLevelSecurityReport scan() {
		return new RowLevelSecurity(OWNER, ROLES, TenantTables.in("public")).scan();
	}

	private static long count(String sql) {
		return SQL.sql(sql).query(Long.class).single();
	}

	private static void assertRefused(Map<String, String> properties) {
		assertThatException().isThrownBy(() -> start(properties).close());
	}

	private static ConfigurableApplicationContext start(Map<String, String> properties) {
		List<String> arguments = new ArrayList<>(List.of("--server.port=0", "--stratum.embedded.enabled=false",
				"--spring.datasource.url=" + SERVER.url("clinic"), "--stratum.api-key.hmac-secret=" + PEPPER,
				"--stratum.encryption.key=" + KEY));
		properties.forEach((name, value) -> arguments.add("--" + name + "=" + value));
		return SpringApplication.run(ClinicApplication.class, arguments.toArray(String[]::new));
	}

	private static void administer(String... statements) throws SQLException {
		try (Connection connection = SERVER.superuserConnection();
				Statement statement = connection.createStatement()) {
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
	}

}
