package io.stratum.controlplane;

import java.util.List;

import io.stratum.crypto.FieldCipher;
import io.stratum.engine.EngineDatabase;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * Registers the handlers of the API, which nobody else needs to know.
 */
public final class ControlPlaneHandlers implements BeanRegistrar {

	private static final List<Class<?>> HANDLERS = List.of(ApiKeyController.class, AuditController.class,
			ConfigComparisonController.class, ConfigController.class, ContextController.class,
			ControlPlaneProblems.class, HealthController.class, MaintenanceController.class, OpenApiController.class,
			PermissionController.class, PolicyController.class, RoleController.class, TenantController.class,
			TenantLifeController.class);

	private static final boolean ISOLATION = ClassUtils.isPresent("io.stratum.isolation.doctor.Doctor",
			ControlPlaneHandlers.class.getClassLoader());

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
		registry.registerBean(IdempotencyRecords.class);
		registry.registerBean(DeclarationCheck.class);
		registry.registerBean(ControlPlaneWeb.class);
		registry.registerBean(ControlPlaneSecurity.class);
		HANDLERS.forEach((handler) -> register(registry, handler));
		if (ISOLATION) {
			register(registry, DoctorController.class);
			registry.registerBean(TenantPlaces.class);
		}
	}

	/**
	 * Registers a bean that is never wrapped: the scope of a handler is checked before
	 * the request is read, so a second check around the method would come too late.
	 */
	private static <T> void register(BeanRegistry registry, Class<T> type) {
		registry.registerBean(type.getName() + AutowireCapableBeanFactory.ORIGINAL_INSTANCE_SUFFIX, type);
	}

}
