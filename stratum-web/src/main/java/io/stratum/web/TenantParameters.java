package io.stratum.web;

import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import io.stratum.ErrorCode;
import io.stratum.StratumException;
import io.stratum.config.TenantConfig;
import io.stratum.config.TenantConfigurationProperties;
import io.stratum.config.TenantValue;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.TenantId;
import io.stratum.tenant.TenantPath;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * Fills parameters of handlers with the bound tenant and its config.
 *
 * <p>
 * Handlers of messages and of GraphQL take the same parameters as those of HTTP.
 */
public final class TenantParameters {

	private static final Map<Class<?>, Function<Tenant, Object>> FORMS = Map.of(Tenant.class, (tenant) -> tenant,
			TenantId.class, Tenant::id, UUID.class, (tenant) -> tenant.id().value(), String.class, Tenant::slug,
			TenantPath.class, Tenant::path);

	private final TenantContext context;

	private final @Nullable TenantConfig config;

	private final Map<MethodParameter, Filling> fillings = new ConcurrentHashMap<>();

	/**
	 * Creates the filling of parameters.
	 * @param context where the tenant is bound
	 * @param config its config, or {@code null} for parameters that take the tenant only
	 */
	public TenantParameters(TenantContext context, @Nullable TenantConfig config) {
		this.context = context;
		this.config = config;
	}

	/**
	 * Tells whether a parameter takes a tenant or its config.
	 * @param parameter the parameter
	 * @return whether it is marked with {@link CurrentTenant} and of a fitting type, or
	 * with {@link TenantValue}, or a record with {@link TenantConfigurationProperties}
	 */
	public boolean isSupported(MethodParameter parameter) {
		return filling(parameter) != null;
	}

	/**
	 * Returns what a parameter takes.
	 * @param parameter a supported parameter
	 * @return the value, perhaps an {@link Optional}
	 * @throws StratumException {@code MISSING_TENANT} if no tenant is bound and the
	 * parameter is not optional
	 */
	public Object resolve(MethodParameter parameter) {
		Filling filling = this.fillings.computeIfAbsent(parameter, this::known);
		Optional<Tenant> bound = this.context.current();
		Optional<Object> value = bound.flatMap(filling.value());
		return (parameter.getParameterType() == Optional.class) ? value
				: value.orElseThrow(() -> absence(filling.key(), bound));
	}

	private Filling known(MethodParameter parameter) {
		Filling filling = filling(parameter);
		if (filling == null) {
			throw new IllegalArgumentException("Nothing is known of " + parameter);
		}
		return filling;
	}

	private @Nullable Filling filling(MethodParameter parameter) {
		MethodParameter content = parameter.nestedIfOptional();
		Class<?> type = content.getNestedParameterType();
		Function<Tenant, Object> form = FORMS.get(type);
		if (form != null && marked(parameter, CurrentTenant.class) != null) {
			return new Filling((tenant) -> Optional.of(form.apply(tenant)), null);
		}
		return (this.config != null) ? filling(parameter, content.getNestedGenericParameterType(), type, this.config)
				: null;
	}

	private static @Nullable Filling filling(MethodParameter parameter, Type generic, Class<?> type,
			TenantConfig config) {
		TenantValue value = marked(parameter, TenantValue.class);
		if (value != null) {
			return new Filling((tenant) -> config.find(value.value(), generic), value.value());
		}
		return type.isRecord() && type.isAnnotationPresent(TenantConfigurationProperties.class)
				? new Filling((tenant) -> Optional.of(config.bind(type.asSubclass(Record.class))), null) : null;
	}

	private static StratumException absence(@Nullable String key, Optional<Tenant> bound) {
		return (key != null && bound.isPresent())
				? new StratumException(ErrorCode.CONFIG_NOT_FOUND, "Config key '" + key + "' is not set.",
						Map.of("key", key))
				: new StratumException(ErrorCode.MISSING_TENANT,
						"This needs a tenant. Send a credential of one, or name one you may act for.");
	}

	private static <A extends Annotation> @Nullable A marked(MethodParameter parameter, Class<A> annotation) {
		return AnnotatedElementUtils
			.getMergedAnnotation(AnnotatedElementUtils.forAnnotations(parameter.getParameterAnnotations()), annotation);
	}

	/**
	 * How a parameter is filled.
	 */
	private record Filling(Function<Tenant, Optional<Object>> value, @Nullable String key) {

	}

}
