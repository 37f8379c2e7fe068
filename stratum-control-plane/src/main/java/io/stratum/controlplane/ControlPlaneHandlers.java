package io.stratum.controlplane;

import java.util.List;

import io.stratum.crypto.FieldCipher;
import io.stratum.engine.EngineDatabase;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.core.env.Environment;

/**
 * Registers the handlers of the API, which nobody else needs to know.
 */
public final class ControlPlaneHandlers implements BeanRegistrar {

	private static final List<Class<?>> HANDLERS = List.of(ConfigComparisonController.class, ConfigController.class,
			ContextController.class, ControlPlaneProblems.class, TenantController.class, TenantLifeController.class);

	/**
	 * Creates the registrar; Spring does.
	 */
	public ControlPlaneHandlers() {
	}

	@Override
	public void register(BeanRegistry registry, Environment environment) {
		registry.registerBean(HmacKey.class, (spec) -> spec
			.supplier((context) -> new HmacKey(context.bean(EngineDatabase.class), context.bean(FieldCipher.class))));
		registry.registerBean(Cursors.class);
		HANDLERS.forEach((handler) -> register(registry, handler));
	}

	/**
	 * Registers a bean that is never wrapped: the scope of a handler is checked before
	 * the request is read, so a second check around the method would come too late.
	 */
	private static <T> void register(BeanRegistry registry, Class<T> type) {
		registry.registerBean(type.getName() + AutowireCapableBeanFactory.ORIGINAL_INSTANCE_SUFFIX, type);
	}

}
