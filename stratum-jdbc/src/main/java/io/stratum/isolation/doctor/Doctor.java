package io.stratum.isolation.doctor;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Examines whether tenants are kept apart, and refuses to start if they are not.
 *
 * <p>
 * <b>Guarantees.</b> A fatal finding always stops the start. A check that could not run
 * counts as an error, so silence means that all of them ran.
 */
public final class Doctor {

	private static final Logger logger = LoggerFactory.getLogger(Doctor.class);

	private final List<DoctorCheck> checks;

	private final DoctorMode mode;

	private final List<DoctorSuppression> suppressions;

	private volatile @Nullable DoctorReport latest;

	/**
	 * Creates a doctor.
	 * @param checks what to examine
	 * @param mode what errors do to the start
	 * @param suppressions findings that are accepted; those of fatal findings have no
	 * effect
	 */
	public Doctor(Collection<? extends DoctorCheck> checks, DoctorMode mode,
			Collection<DoctorSuppression> suppressions) {
		this.checks = List.copyOf(checks);
		this.mode = mode;
		this.suppressions = List.copyOf(suppressions);
	}

	/**
	 * Runs all checks, one after another.
	 * @return what they found, and which found nothing
	 */
	public synchronized DoctorReport examine() {
		List<DoctorFinding> findings = this.checks.stream()
			.flatMap(Doctor::examine)
			.map(this::suppress)
			.sorted(Comparator.comparing(DoctorFinding::id).thenComparing(DoctorFinding::object))
			.toList();
		DoctorReport report = new DoctorReport(this.mode, questions(), findings);
		this.latest = report;
		return report;
	}

	/**
	 * Returns what was found last, without looking again.
	 * @return the report of the last examination, or nothing before the first
	 */
	public Optional<DoctorReport> latest() {
		return Optional.ofNullable(this.latest);
	}

	/**
	 * Runs all checks and stops the start where one demands it.
	 * @return the report, if nothing does
	 * @throws IsolationUnsafeException if a finding is fatal, or an error in mode
	 * {@link DoctorMode#ENFORCE}
	 */
	public DoctorReport requireSafe() {
		DoctorReport report = examine();
		if (!report.stopping().isEmpty()) {
			throw new IsolationUnsafeException(report.stopping());
		}
		return report;
	}

	private static Stream<DoctorFinding> examine(DoctorCheck check) {
		List<DoctorFinding> found = run(check);
		Stream<DoctorFinding> passes = check.questions()
			.stream()
			.filter((question) -> found.stream().noneMatch((finding) -> finding.id().equals(question.id())))
			.map((question) -> DoctorFinding.pass(question.id(), question.severity(), question.text()));
		return Stream.concat(found.stream(), passes);
	}

	private static List<DoctorFinding> run(DoctorCheck check) {
		try {
			return check.examine();
		}
		catch (Exception ex) {
			// The message of a driver may carry what only operators should read.
			logger.warn("A check of the doctor could not run", ex);
			return check.questions().stream().map(Doctor::unanswered).toList();
		}
	}

	private static DoctorFinding unanswered(DoctorQuestion question) {
		return DoctorFinding.of(question.id(), DoctorSeverity.ERROR, "doctor",
				"The check could not run, so nobody knows: " + question.text(),
				"See the log for its cause, remove that and start again.");
	}

	private DoctorFinding suppress(DoctorFinding finding) {
		return this.suppressions.stream()
			.filter((suppression) -> suppression.accepts(finding))
			.findFirst()
			.map((suppression) -> finding.suppressedBecause(suppression.reason()))
			.orElse(finding);
	}

	private List<DoctorQuestion> questions() {
		Map<String, DoctorQuestion> questions = this.checks.stream()
			.flatMap((check) -> check.questions().stream())
			.collect(
					Collectors.toMap(DoctorQuestion::id, Function.identity(), (one, other) -> one, LinkedHashMap::new));
		return questions.values().stream().sorted(Comparator.comparing(DoctorQuestion::id)).toList();
	}

}
