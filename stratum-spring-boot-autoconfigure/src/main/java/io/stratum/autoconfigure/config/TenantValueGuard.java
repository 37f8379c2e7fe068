package io.stratum.autoconfigure.config;

import java.util.Optional;

import io.stratum.StratumStartupException;
import io.stratum.config.TenantConfigurationProperties;
import io.stratum.config.TenantProperties;
import io.stratum.config.TenantValue;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.InjectionPoint;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.DependencyDescriptor;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.annotation.ContextAnnotationAutowireCandidateResolver;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * Keeps beans from being made with the config of one tenant, which they would keep for
 * all.
 */
final class TenantValueGuard implements BeanFactoryPostProcessor {

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
		if (beans instanceof DefaultListableBeanFactory factory && factory.getAutowireCandidateResolver()
			.getClass() == ContextAnnotationAutowireCandidateResolver.class) {
			factory.setAutowireCandidateResolver(new GuardingResolver());
		}
	}

	static void refusePlainValue(DependencyDescriptor dependency) {
		TenantValue value = mark(dependency);
		Class<?> record = record(dependency);
		if (value != null || record != null) {
			String what = (value != null) ? "@TenantValue(\"" + value.value() + "\")"
					: "@TenantConfigurationProperties record '"
							+ Optional.ofNullable(record).map(Class::getName).orElse("") + "'";
			throw new StratumStartupException(
					what + " is injected into a bean by " + place(dependency)
							+ ". The bean lives on and would use the config of one tenant for all.",
					"Inject " + TenantProperties.class.getSimpleName()
							+ "<…> with a record marked @TenantConfigurationProperties and ask it in each call, ask "
							+ "TenantConfig.get(…), or take the value as a parameter of a handler method.");
		}
	}

	private static @Nullable TenantValue mark(InjectionPoint point) {
		return AnnotatedElementUtils.getMergedAnnotation(AnnotatedElementUtils.forAnnotations(point.getAnnotations()),
				TenantValue.class);
	}

	/**
	 * Returns the marked record that is asked for, perhaps through an Optional or a
	 * provider.
	 */
	private static @Nullable Class<?> record(DependencyDescriptor dependency) {
		Class<?> type = dependency.getDependencyType();
		if (type == TenantProperties.class) {
			return null;
		}
		ResolvableType content = dependency.getResolvableType().getGeneric(0);
		Class<?> asked = type.isRecord() || content == ResolvableType.NONE ? type : content.resolve(type);
		return asked.isAnnotationPresent(TenantConfigurationProperties.class) ? asked : null;
	}

	private static String place(InjectionPoint point) {
		return (point.getField() != null) ? "field '" + point.getField() + "'" : "'" + point.getMember() + "'";
	}

	/**
	 * Looks at each dependency before a bean for it is searched.
	 */
	private static final class GuardingResolver extends ContextAnnotationAutowireCandidateResolver {

		@Override
		public @Nullable Object getSuggestedValue(DependencyDescriptor descriptor) {
			refusePlainValue(descriptor);
			return super.getSuggestedValue(descriptor);
		}

	}

}
