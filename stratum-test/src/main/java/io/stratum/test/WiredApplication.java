package io.stratum.test;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

import io.stratum.access.Caller;
import io.stratum.access.Scope;
import io.stratum.isolation.TenantDataSource;
import io.stratum.jpa.TenantScope;
import io.stratum.jpa.TenantScoped;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import jakarta.persistence.EntityManagerFactory;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.task.TaskExecutor;
import org.springframework.data.repository.Repository;
import org.springframework.scheduling.annotation.AsyncConfigurer;
import org.springframework.util.ReflectionUtils;

/**
 * What an application wired itself: its executors, caches, listeners and subtrees.
 */
final class WiredApplication {

	/** Stands for the names that a manager learns when somebody asks for them. */
	private static final String NEW_CACHE = "stratum_contract";

	private static final String ASYNC_EXECUTOR = "taskExecutor";

	final ApplicationContext beans;

	final TenantContext context;

	final Acting acting;

	WiredApplication(ApplicationContext beans) {
		this.beans = beans;
		this.context = beans.getBean(TenantContext.class);
		this.acting = new Acting(beans.getBean(EntityManagerFactory.class), beans.getBean(TenantDataSource.class));
	}

	<T> Map<String, T> all(Class<T> type) {
		return new TreeMap<>(this.beans.getBeansOfType(type, false, true));
	}

	/** Finds where {@code @Async} runs unless it names an executor, as Spring does. */
	Optional<Executor> asyncExecutor() {
		return Optional.ofNullable(this.beans.getBeanProvider(AsyncConfigurer.class).getIfUnique())
			.map(AsyncConfigurer::getAsyncExecutor)
			.or(() -> Optional.ofNullable(this.beans.getBeanProvider(TaskExecutor.class).getIfUnique()))
			.or(() -> Optional.ofNullable(all(Executor.class).get(ASYNC_EXECUTOR)));
	}

	/** Finds the caches of all managers, by the names of both. */
	Map<String, Cache> caches() {
		Map<String, Cache> caches = new TreeMap<>();
		all(CacheManager.class).forEach((manager, found) -> {
			List<String> names = new ArrayList<>(found.getCacheNames());
			names.add(NEW_CACHE);
			for (String name : names) {
				Cache cache = found.getCache(name);
				if (cache != null) {
					caches.put(manager + "/" + name, cache);
				}
			}
		});
		return caches;
	}

	boolean isGlobal(Cache cache) {
		return Binder.get(this.beans.getEnvironment())
			.bind("stratum.caching.global", Bindable.setOf(String.class))
			.orElse(Set.of())
			.contains(cache.getName());
	}

	/** Finds what repositories read of a subtree, with the repository to ask. */
	Map<Method, Object> subtreeMethods() {
		Map<Method, Object> found = new LinkedHashMap<>();
		for (Repository<?, ?> repository : all(Repository.class).values()) {
			for (Class<?> type : AopProxyUtils.proxiedUserInterfaces(repository)) {
				Stream.of(type.getMethods()).filter((method) -> readsSubtree(type, method)).forEach((method) -> {
					// Most repositories are for their own package only.
					ReflectionUtils.makeAccessible(method);
					found.put(method, repository);
				});
			}
		}
		return found;
	}

	private static boolean readsSubtree(Class<?> type, Method method) {
		return Stream.of(method, type)
			.map((element) -> AnnotatedElementUtils.findMergedAnnotation(element, TenantScoped.class))
			.filter(Objects::nonNull)
			.findFirst()
			.filter((scoped) -> scoped.scope() == TenantScope.SUBTREE)
			.isPresent();
	}

	/** Works on behalf of somebody who belongs to a tenant and may do all there. */
	void asCallerOf(Tenant tenant, Runnable work) {
		Caller user = new Caller(Caller.Type.USER, "stratum-contract", "stratum-contract", tenant.id(),
				EnumSet.allOf(Scope.class), null, null, null);
		try (TenantContext.Scope scope = this.context.bind(tenant, user)) {
			work.run();
		}
	}

}
