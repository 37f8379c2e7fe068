package io.stratum.autoconfigure.job;

import com.github.kagkarlsson.scheduler.Scheduler;
import io.stratum.autoconfigure.shop.ShopRunners;
import io.stratum.engine.EngineDatabase;
import io.stratum.tenant.NewTenant;
import io.stratum.tenant.TenantId;
import io.stratum.tenant.Tenants;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.context.ApplicationContext;

import static io.stratum.autoconfigure.shop.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

class JobAutoConfigurationIntegrationTests {

	private static final ShopRunners RUNNERS = new ShopRunners();

	@Test
	void checkpointsAreSignedWithoutBeingAskedFor() {
		RUNNERS.plain().withPropertyValues("stratum.audit.checkpoint-interval=1s").run((context) -> {
			TenantId tenant = context.getBean(Tenants.class).create(NewTenant.root("signed", "Signed")).id();
			await(() -> checkpoints(context, tenant) > 0);
		});
	}

	@Test
	void intervalMustBePositive() {
		RUNNERS.plain()
			.withPropertyValues("stratum.audit.checkpoint-interval=0s")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("stratum.audit.checkpoint-interval"));
	}

	@Test
	void nothingIsScheduledWithoutTheLibrary() {
		RUNNERS.plain()
			.withClassLoader(new FilteredClassLoader(Scheduler.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(EngineJobs.class));
	}

	private static long checkpoints(ApplicationContext context, TenantId tenant) {
		return context.getBean(EngineDatabase.class)
			.jdbc()
			.sql("select count(*) from stratum.audit_checkpoint where chain = ?")
			.param(tenant.value())
			.query(Long.class)
			.single();
	}

}
