package io.stratum.jpa;

import java.util.Map;

import org.hibernate.boot.registry.StandardServiceInitiator;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.engine.jdbc.spi.JdbcServices;
import org.hibernate.service.spi.ServiceContributor;
import org.hibernate.service.spi.ServiceRegistryImplementor;

/**
 * Has Hibernate tell of bulk statements; found by Hibernate through its service file.
 */
public final class BulkMutationsContributor implements ServiceContributor {

	/**
	 * Adds a way to the database that tells nobody until somebody listens.
	 * @param registry what Hibernate builds its services with
	 */
	@Override
	public void contribute(StandardServiceRegistryBuilder registry) {
		registry.addInitiator(new Initiator());
	}

	private static final class Initiator implements StandardServiceInitiator<JdbcServices> {

		@Override
		public Class<JdbcServices> getServiceInitiated() {
			return JdbcServices.class;
		}

		@Override
		public JdbcServices initiateService(Map<String, Object> settings, ServiceRegistryImplementor registry) {
			return new BulkMutations();
		}

	}

}
