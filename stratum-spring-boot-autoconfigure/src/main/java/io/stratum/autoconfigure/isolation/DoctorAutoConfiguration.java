package io.stratum.autoconfigure.isolation;

import java.util.List;
import java.util.stream.Stream;

import io.stratum.autoconfigure.engine.DatabaseLogins;
import io.stratum.autoconfigure.engine.PlatformDatabase;
import io.stratum.autoconfigure.placement.FleetMigrationAutoConfiguration;
import io.stratum.isolation.check.IsolationChecks;
import io.stratum.isolation.doctor.Doctor;
import io.stratum.isolation.doctor.DoctorCheck;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/**
 * Has the doctor look at the database before the application serves.
 */
@AutoConfiguration(after = { RowLevelSecurityAutoConfiguration.class, FleetMigrationAutoConfiguration.class })
@ConditionalOnBean(RowLevelSecurityFactory.class)
@EnableConfigurationProperties(DoctorProperties.class)
public final class DoctorAutoConfiguration {

	/**
	 * Makes the doctor, once entities are mapped.
	 */
	@Bean
	@Lazy
	@ConditionalOnMissingBean
	Doctor stratumDoctor(PlatformDatabase database, DatabaseLogins logins, RowLevelSecurityFactory security,
			DoctorProperties properties, ObjectProvider<DoctorCheck> own) {
		List<DoctorCheck> checks = Stream
			.concat(IsolationChecks.of(database.owner(), database.applicationLogin(), logins.roles(), security.tables())
				.stream(), own.orderedStream())
			.toList();
		return new Doctor(checks, properties.mode(), properties.suppressions());
	}

	@Bean
	ApplicationCheck stratumApplicationCheck(ListableBeanFactory beans, Environment environment) {
		return new ApplicationCheck(beans, environment);
	}

	@Bean
	SecretCheck stratumSecretCheck(Environment environment) {
		return new SecretCheck(environment);
	}

	@Bean
	DoctorRounds stratumDoctorRounds(ObjectProvider<Doctor> doctor, DoctorProperties properties) {
		return new DoctorRounds(doctor, properties.interval());
	}

	@Bean
	DoctorAtStart stratumDoctorAtStart(ObjectProvider<Doctor> doctor) {
		return new DoctorAtStart(doctor);
	}

}
