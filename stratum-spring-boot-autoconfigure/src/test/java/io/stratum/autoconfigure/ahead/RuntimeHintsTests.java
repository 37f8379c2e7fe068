package io.stratum.autoconfigure.ahead;

import com.github.kagkarlsson.scheduler.Scheduler;
import io.stratum.autoconfigure.messaging.TenantProducerInterceptor;
import io.stratum.autoconfigure.schedule.TenantSchedulerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.amqp.rabbit.listener.AbstractMessageListenerContainer;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.batch.core.step.tasklet.TaskletStep;
import org.springframework.core.io.support.SpringFactoriesLoader;

import static org.assertj.core.api.Assertions.assertThat;

class RuntimeHintsTests {

	private final RuntimeHints hints = new RuntimeHints();

	@BeforeEach
	void register() {
		SpringFactoriesLoader.forResourceLocation("META-INF/spring/aot.factories")
			.load(RuntimeHintsRegistrar.class)
			.stream()
			.filter((registrar) -> registrar.getClass().getName().startsWith("io.stratum."))
			.forEach((registrar) -> registrar.registerHints(this.hints, getClass().getClassLoader()));
	}

	@Test
	void scriptsAndNamesOfPropertiesAreTakenAlong() {
		assertThat(RuntimeHintsPredicates.resource().forResource("io/stratum/engine/migration/V1__tenants.sql"))
			.accepts(this.hints);
		assertThat(RuntimeHintsPredicates.resource().forResource("META-INF/spring-configuration-metadata.json"))
			.accepts(this.hints);
	}

	@Test
	void fieldsThatAreLookedIntoCanBeRead() {
		assertThat(RuntimeHintsPredicates.reflection().onFieldAccess(Scheduler.class, "executeDueStrategy"))
			.accepts(this.hints);
		assertThat(RuntimeHintsPredicates.reflection().onFieldAccess(TaskletStep.class, "stepOperations"))
			.accepts(this.hints);
	}

	@Test
	void typesThatOthersMakeCanBeMade() throws Exception {
		for (Class<?> type : new Class<?>[] { TenantProducerInterceptor.class, TenantSchedulerFactory.class }) {
			assertThat(RuntimeHintsPredicates.reflection().onConstructorInvocation(type.getConstructor()))
				.accepts(this.hints);
		}
		assertThat(RuntimeHintsPredicates.reflection()
			.onMethodInvocation(AbstractMessageListenerContainer.class.getDeclaredMethod("getAdviceChain")))
			.accepts(this.hints);
	}

}
