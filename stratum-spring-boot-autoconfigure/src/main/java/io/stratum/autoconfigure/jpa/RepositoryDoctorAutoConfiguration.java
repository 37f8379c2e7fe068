package io.stratum.autoconfigure.jpa;

import java.util.List;
import java.util.stream.Stream;

import io.stratum.isolation.doctor.DoctorCheck;
import io.stratum.jpa.AuditedRepositoryCheck;
import io.stratum.jpa.TenantModel;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.data.jpa.repository.support.JpaRepositoryFactoryBean;
import org.springframework.data.repository.core.RepositoryInformation;
import org.springframework.data.repository.core.support.RepositoryFactoryInformation;

/**
 * Has the doctor look at repositories too.
 */
@AutoConfiguration(after = TenantRepositoryAutoConfiguration.class)
@ConditionalOnClass({ JpaRepositoryFactoryBean.class, AuditedRepositoryCheck.class })
@ConditionalOnBean(TenantModel.class)
public final class RepositoryDoctorAutoConfiguration {

	@Bean
	@Lazy
	@ConditionalOnProperty(name = "stratum.audit.capture", havingValue = "listener", matchIfMissing = true)
	DoctorCheck stratumAuditedRepositoryCheck(ListableBeanFactory beans) {
		return new AuditedRepositoryCheck(() -> repositories(beans));
	}

	private static List<RepositoryInformation> repositories(ListableBeanFactory beans) {
		return Stream.of(beans.getBeanNamesForType(RepositoryFactoryInformation.class, false, false))
			.map((name) -> (RepositoryFactoryInformation<?, ?>) beans.getBean(name))
			.map(RepositoryFactoryInformation::getRepositoryInformation)
			.toList();
	}

}
