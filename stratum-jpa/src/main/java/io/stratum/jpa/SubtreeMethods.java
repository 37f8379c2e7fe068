package io.stratum.jpa;

import java.lang.reflect.Method;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.BaseStream;

import io.stratum.StratumStartupException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.repository.core.RepositoryInformation;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Refuses methods that cannot read a subtree, while the application starts.
 */
final class SubtreeMethods {

	private static final Pattern DERIVED_DELETE = Pattern.compile("(?:delete|remove)(?:\\p{Lu}.*)?");

	private static final Set<Propagation> JOINING = EnumSet.of(Propagation.REQUIRED, Propagation.SUPPORTS,
			Propagation.MANDATORY);

	private final RepositoryInformation repository;

	SubtreeMethods(RepositoryInformation repository) {
		this.repository = repository;
	}

	void verify(Method method) {
		if (modifies(method)) {
			throw refuse(method, "changes or locks rows, but a subtree is only read");
		}
		if (isLate(method.getReturnType())) {
			throw refuse(method, "answers after the read is over");
		}
		if (leaves(method)) {
			throw refuse(method, "runs in a transaction of its own, which would see the bound tenant only");
		}
	}

	private boolean modifies(Method method) {
		if (AnnotatedElementUtils.hasAnnotation(method, Modifying.class)
				|| AnnotatedElementUtils.hasAnnotation(method, Lock.class)) {
			return true;
		}
		if (this.repository.isBaseClassMethod(method)) {
			// The base class says of each method that writes that it is not read-only.
			Transactional transactional = transactional(this.repository.getTargetClassMethod(method));
			return transactional != null && !transactional.readOnly();
		}
		return this.repository.isQueryMethod(method) && DERIVED_DELETE.matcher(method.getName()).matches();
	}

	private boolean leaves(Method method) {
		Transactional transactional = transactional(method);
		if (transactional == null) {
			transactional = AnnotatedElementUtils.findMergedAnnotation(this.repository.getRepositoryInterface(),
					Transactional.class);
		}
		return transactional != null && !JOINING.contains(transactional.propagation());
	}

	private static @Nullable Transactional transactional(Method method) {
		return AnnotatedElementUtils.findMergedAnnotation(method, Transactional.class);
	}

	private static boolean isLate(Class<?> answer) {
		return BaseStream.class.isAssignableFrom(answer) || Future.class.isAssignableFrom(answer)
				|| CompletionStage.class.isAssignableFrom(answer);
	}

	private StratumStartupException refuse(Method method, String why) {
		return new StratumStartupException(
				"The method '" + this.repository.getRepositoryInterface().getName() + "." + method.getName()
						+ "' is to read a subtree, but it " + why + ".",
				"Put @TenantScoped(scope = TenantScope.SUBTREE) on methods that read a list, page or value, "
						+ "or on a repository that extends Repository and has no others.");
	}

}
