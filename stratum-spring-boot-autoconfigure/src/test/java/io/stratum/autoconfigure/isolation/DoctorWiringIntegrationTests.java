package io.stratum.autoconfigure.isolation;

import java.lang.reflect.Field;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import io.stratum.autoconfigure.shop.LogLines;
import io.stratum.autoconfigure.shop.ShopRunners;
import io.stratum.isolation.binding.KeepConnectionOnDrift;
import io.stratum.isolation.doctor.Doctor;
import io.stratum.isolation.doctor.DoctorCheck;
import io.stratum.isolation.doctor.DoctorFinding;
import io.stratum.isolation.doctor.DoctorQuestion;
import io.stratum.isolation.doctor.DoctorSeverity;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The doctor looks again, and health tells what it found.
 */
class DoctorWiringIntegrationTests {

	private static final ShopRunners RUNNERS = new ShopRunners();

	@Test
	void everyQuestionOfAPlainApplicationIsAsked() {
		RUNNERS.plain()
			.run((context) -> assertThat(context.getBean(Doctor.class).latest().orElseThrow().questions())
				.extracting(DoctorQuestion::id)
				.contains("D01", "D22", "D23", "D24", "D25", "D26", "D27", "D28", "D31", "D33", "D34"));
	}

	@Test
	void doctorLooksAgainAndSaysWhatIsNew() {
		Patient patient = new Patient(3);
		Logger logger = (Logger) LoggerFactory.getLogger("io.stratum.Stratum");
		// Applications started earlier may have set another level.
		logger.setLevel(Level.WARN);
		try (LogLines lines = LogLines.of(logger.getName())) {
			RUNNERS.plain()
				.withBean(DoctorCheck.class, () -> patient)
				.withPropertyValues("stratum.doctor.interval=10ms")
				.run((context) -> {
					assertThat(lines.texts()).noneMatch(DoctorWiringIntegrationTests::tellsOfIllness);
					patient.severity = DoctorSeverity.ERROR;
					assertThat(patient.looks.await(5, TimeUnit.MINUTES)).isTrue();
				});
			assertThat(lines.texts()).filteredOn(DoctorWiringIntegrationTests::tellsOfIllness).hasSize(1);
		}
		finally {
			logger.setLevel(null);
		}
	}

	private static boolean tellsOfIllness(String line) {
		return line.contains("fell ill");
	}

	@Test
	void healthTellsFindingsAndFailsAtWhatIsFatalOnly() {
		Patient patient = new Patient(1);
		RUNNERS.plain()
			.withBean(DoctorCheck.class, () -> patient)
			.withPropertyValues("stratum.doctor.interval=0")
			.run((context) -> {
				HealthIndicator health = context.getBean("stratumHealthIndicator", HealthIndicator.class);
				assertThat(health.health().getStatus()).isEqualTo(Status.UP);
				patient.severity = DoctorSeverity.ERROR;
				context.getBean(Doctor.class).examine();
				assertThat(health.health().getStatus()).isEqualTo(Status.UP);
				assertThat(health.health().getDetails().get("findings")).asString().contains("X01");
				patient.severity = DoctorSeverity.FATAL;
				context.getBean(Doctor.class).examine();
				assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
			});
	}

	@Test
	void healthGivesWay() {
		RUNNERS.plain()
			.withPropertyValues("management.health.stratum.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean("stratumHealthIndicator"));
		RUNNERS.bare()
			.withClassLoader(new FilteredClassLoader(HealthIndicator.class, SessionFactory.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("stratumHealthIndicator"));
	}

	@Test
	void poolOfTheApplicationKeepsConnectionsAcrossDrift() {
		RUNNERS.plain()
			.withBean("second", HikariDataSource.class, DoctorWiringIntegrationTests::pool)
			.run((context) -> assertThat(override(context.getBean("second", DataSource.class)))
				.isEqualTo(KeepConnectionOnDrift.class.getName()));
	}

	@Test
	void decisionOfTheApplicationAboutItsPoolStays() {
		RUNNERS.plain().withBean("second", HikariDataSource.class, () -> {
			HikariDataSource pool = pool();
			pool.setExceptionOverrideClassName(Own.class.getName());
			return pool;
		})
			.run((context) -> assertThat(override(context.getBean("second", DataSource.class)))
				.isEqualTo(Own.class.getName()));
	}

	private static String override(DataSource bound) throws Exception {
		Field home = bound.getClass().getDeclaredField("home");
		home.setAccessible(true);
		return ((HikariConfig) home.get(bound)).getExceptionOverrideClassName();
	}

	private static HikariDataSource pool() {
		HikariDataSource pool = new HikariDataSource();
		pool.setJdbcUrl(RUNNERS.database().url());
		pool.setUsername("stratum_app");
		return pool;
	}

	/**
	 * What an application decided itself.
	 */
	public static final class Own implements SQLExceptionOverride {

	}

	/**
	 * Falls ill whenever the test says so.
	 */
	private static final class Patient implements DoctorCheck {

		private final CountDownLatch looks;

		private volatile DoctorSeverity severity;

		private Patient(int looks) {
			this.looks = new CountDownLatch(looks);
		}

		@Override
		public List<DoctorQuestion> questions() {
			return List.of(new DoctorQuestion("X01", DoctorSeverity.ERROR, "The patient is ill."));
		}

		@Override
		public List<DoctorFinding> examine() {
			DoctorSeverity severity = this.severity;
			if (severity == null) {
				return List.of();
			}
			this.looks.countDown();
			return List.of(DoctorFinding.of("X01", severity, "patient", "The patient fell ill.", "Rest."));
		}

	}

}
