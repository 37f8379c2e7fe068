package io.stratum.autoconfigure.subtree;

import javax.sql.DataSource;

import io.stratum.autoconfigure.engine.DatabaseLogins;
import io.stratum.autoconfigure.engine.EngineAutoConfiguration;
import io.stratum.autoconfigure.isolation.TenantDataSourceAutoConfiguration;
import io.stratum.engine.ChangeFeed;
import io.stratum.engine.EngineDatabase;
import io.stratum.isolation.Placements;
import io.stratum.isolation.TenantDataSource;
import io.stratum.isolation.subtree.SharedTurns;
import io.stratum.isolation.subtree.Subtree;
import io.stratum.isolation.subtree.SubtreeReadPreparation;
import io.stratum.isolation.subtree.SubtreeReads;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.Tenants;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Lets a parent read the rows of all below it.
 */
@AutoConfiguration(after = { EngineAutoConfiguration.class, TenantDataSourceAutoConfiguration.class,
		DataSourceAutoConfiguration.class })
@ConditionalOnClass(SubtreeReads.class)
@ConditionalOnBean({ EngineDatabase.class, DatabaseLogins.class, Placements.class })
@ConditionalOnSingleCandidate(DataSource.class)
@EnableConfigurationProperties(SubtreeProperties.class)
public final class SubtreeAutoConfiguration {

	/** Places asked at the same time besides the one that the caller's thread asks. */
	private static final int HELPERS = 3;

	@Bean
	@ConditionalOnMissingBean
	SubtreeReads stratumSubtreeReads(EngineDatabase engine, ChangeFeed feed, DataSource dataSource,
			Placements placements, TenantContext context, DatabaseLogins logins, SubtreeProperties properties,
			ObjectProvider<PlatformTransactionManager> transactions,
			ObjectProvider<SubtreeReadPreparation> preparations) {
		return new SubtreeReads(engine, feed, (TenantDataSource) dataSource, placements, context,
				logins.roles().subtreeReader(), properties.limits(), transactions::getObject,
				() -> preparations.orderedStream().toList());
	}

	@Bean(destroyMethod = "close")
	@ConditionalOnMissingBean
	SharedTurns stratumSubtreeTurns() {
		return new SharedTurns(HELPERS);
	}

	@Bean
	@ConditionalOnMissingBean
	Subtree stratumSubtree(SubtreeReads reads, Tenants tenants, TenantContext context, DataSource dataSource,
			SharedTurns turns) {
		return new Subtree(reads, tenants, context, (TenantDataSource) dataSource, turns);
	}

}
