package io.stratum.autoconfigure;

import java.lang.reflect.Method;

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
			"io.stratum.autoconfigure.schedule.TenantSchedulerFactory", "io.stratum.jpa.TenantRestriction" };

	private static final String[] READ_BY_US = {
			"org.springframework.amqp.rabbit.config.AbstractRabbitListenerContainerFactory",
			"org.springframework.amqp.rabbit.listener.AbstractMessageListenerContainer" };

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classes) {
		hints.resources().registerPattern("io/stratum/engine/migration/*.sql");
		hints.resources().registerPattern("META-INF/spring-configuration-metadata.json");
		hints.resources().registerPattern("META-INF/services/org.hibernate.boot.spi.AdditionalMappingContributor");
		for (String name : MADE_BY_OTHERS) {
			hints.reflection().registerType(TypeReference.of(name), MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS);
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
