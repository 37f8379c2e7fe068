package io.stratum.autoconfigure.operation;

import io.stratum.autoconfigure.isolation.DoctorAutoConfiguration;
import io.stratum.isolation.doctor.Doctor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Opens the actuator endpoint {@code stratum}.
 */
@AutoConfiguration(after = DoctorAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnBean(Doctor.class)
@ConditionalOnAvailableEndpoint(StratumEndpoint.class)
public final class StratumEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	StratumEndpoint stratumEndpoint(ObjectProvider<EndpointSection> sections) {
		return new StratumEndpoint(sections);
	}

	@Bean
	EndpointSection stratumDoctorSection(ObjectProvider<Doctor> doctor) {
		return EndpointSection.of("doctor", () -> doctor.getObject().examine().toMap())
			.running(() -> doctor.getObject().examine().toMap());
	}

	@Bean
	EndpointSection stratumSarifSection(ObjectProvider<Doctor> doctor) {
		return EndpointSection.of("sarif", () -> doctor.getObject().examine().toSarif());
	}

}
