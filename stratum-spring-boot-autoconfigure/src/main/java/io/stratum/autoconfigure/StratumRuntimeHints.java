package io.stratum.autoconfigure;

import java.lang.reflect.Method;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Tells a native image what is found by name only: scripts of the engine, names of
 * properties, and types that Hibernate, Kafka and Quartz make by themselves.
 */
final class StratumRuntimeHints implements RuntimeHintsRegistrar {

	private static final String[] MADE_BY_OTHERS = { "io.stratum.autoconfigure.messaging.TenantProducerInterceptor",
			"io.stratum.autoconfigure.schedule.TenantSchedulerFactory", "io.stratum.jpa.encrypted.BlindIndexGeneration",
			"io.stratum.jpa.encrypted.EncryptedMapping", "io.stratum.jpa.encrypted.EncryptedType",
			"io.stratum.jpa.TenantRestriction" };

	private static final String[] READ_BY_US = {
			"org.springframework.amqp.rabbit.config.AbstractRabbitListenerContainerFactory",
			"org.springframework.amqp.rabbit.listener.AbstractMessageListenerContainer" };

	/** Types, and the fields of theirs that say what work is wrapped. */
	private static final Map<String, String> LOOKED_INTO = Map.of(
			"org.springframework.amqp.rabbit.config.BaseRabbitListenerContainerFactory",
			"beforeSendReplyPostProcessors", "com.github.kagkarlsson.scheduler.Scheduler", "executeDueStrategy",
			"com.github.kagkarlsson.scheduler.FetchCandidates", "executionInterceptors",
			"com.github.kagkarlsson.scheduler.LockAndFetchCandidates", "executionInterceptors",
			"org.springframework.batch.core.step.item.ChunkOrientedStep", "taskExecutor",
			"org.springframework.batch.core.step.tasklet.TaskletStep", "stepOperations",
			"org.springframework.batch.infrastructure.repeat.support.TaskExecutorRepeatTemplate", "taskExecutor",
			"org.springframework.batch.core.partition.PartitionStep", "partitionHandler",
			"org.springframework.batch.core.partition.support.TaskExecutorPartitionHandler", "taskExecutor");

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classes) {
		hints.resources().registerPattern("io/stratum/engine/migration/*.sql");
		hints.resources().registerPattern("META-INF/spring-configuration-metadata.json");
		hints.resources().registerPattern("META-INF/services/org.hibernate.boot.spi.AdditionalMappingContributor");
		hints.resources().registerPattern("org/springframework/batch/core/schema-postgresql.sql");
		LOOKED_INTO.forEach((type, field) -> hints.reflection()
			.registerTypeIfPresent(classes, type, (known) -> known.withField(field)));
		for (String name : MADE_BY_OTHERS) {
			hints.reflection().registerType(TypeReference.of(name), MemberCategory.INVOKE_DECLARED_CONSTRUCTORS);
		}
		for (String name : READ_BY_US) {
			if (ClassUtils.isPresent(name, classes)) {
				registerAdviceChain(hints, ClassUtils.resolveClassName(name, classes));
			}
		}
	}

	private static void registerAdviceChain(RuntimeHints hints, Class<?> type) {
		Method getter = ReflectionUtils.findMethod(type, "getAdviceChain");
		if (getter != null) {
			hints.reflection().registerMethod(getter, ExecutableMode.INVOKE);
		}
	}

}
