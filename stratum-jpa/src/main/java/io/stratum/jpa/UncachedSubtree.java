package io.stratum.jpa;

import io.stratum.isolation.SubtreeRead;
import io.stratum.isolation.subtree.SubtreeReadPreparation;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.CacheMode;
import org.hibernate.Session;
import org.springframework.orm.jpa.EntityManagerFactoryUtils;

/**
 * Keeps sessions that read a subtree away from the second-level cache.
 */
public final class UncachedSubtree implements SubtreeReadPreparation {

	private final EntityManagerFactory entities;

	/**
	 * Creates the preparation.
	 * @param entities makes the sessions
	 */
	public UncachedSubtree(EntityManagerFactory entities) {
		this.entities = entities;
	}

	@Override
	public void prepare(SubtreeRead read) {
		EntityManager session = EntityManagerFactoryUtils.getTransactionalEntityManager(this.entities);
		if (session != null) {
			session.unwrap(Session.class).setCacheMode(CacheMode.IGNORE);
		}
	}

}
