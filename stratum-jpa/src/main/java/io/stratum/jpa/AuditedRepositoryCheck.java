package io.stratum.jpa;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.stratum.isolation.doctor.DoctorCheck;
import io.stratum.isolation.doctor.DoctorFinding;
import io.stratum.isolation.doctor.DoctorQuestion;
import io.stratum.isolation.doctor.DoctorSeverity;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.core.RepositoryMetadata;

/**
 * Asks whether repositories change {@link Audited} entities without showing the rows.
 *
 * <p>
 * A bulk statement leaves one entry without states, a native one none. What code sends
 * through {@code JdbcClient} is not seen here. Where triggers note changes, there is
 * nothing to ask.
 */
public final class AuditedRepositoryCheck implements DoctorCheck {

	private static final List<DoctorQuestion> QUESTIONS = List
		.of(new DoctorQuestion("D30", DoctorSeverity.WARN, "A repository changes audited rows past the listeners."));

	private final Supplier<? extends Collection<? extends RepositoryMetadata>> repositories;

	/**
	 * Creates the check.
	 * @param repositories all repositories of the application
	 */
	public AuditedRepositoryCheck(Supplier<? extends Collection<? extends RepositoryMetadata>> repositories) {
		this.repositories = repositories;
	}

	@Override
	public List<DoctorQuestion> questions() {
		return QUESTIONS;
	}

	@Override
	public List<DoctorFinding> examine() {
		return this.repositories.get()
			.stream()
			.filter((repository) -> AnnotatedElementUtils.hasAnnotation(repository.getDomainType(), Audited.class))
			.map(RepositoryMetadata::getRepositoryInterface)
			.flatMap((type) -> Stream.of(type.getMethods()).map((method) -> new Change(type, method)))
			.filter(Change::isBulk)
			.map(Change::finding)
			.toList();
	}

	/**
	 * A method of a repository.
	 */
	private record Change(Class<?> repository, Method method) {

		boolean isBulk() {
			return AnnotatedElementUtils.hasAnnotation(this.method, Modifying.class);
		}

		DoctorFinding finding() {
			Query query = AnnotatedElementUtils.findMergedAnnotation(this.method, Query.class);
			boolean unseen = query != null && query.nativeQuery();
			return DoctorFinding.of("D30", DoctorSeverity.WARN, this.repository.getName() + "." + this.method.getName(),
					unseen ? "Native SQL changes audited rows, and the audit log has nothing of it."
							: "A bulk statement changes audited rows; the audit log has their number and no states.",
					"Load the entities and change them, or set 'stratum.audit.capture=trigger', if each row is to have its entry.");
		}

	}

}
