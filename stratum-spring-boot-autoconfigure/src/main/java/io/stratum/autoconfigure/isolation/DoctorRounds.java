package io.stratum.autoconfigure.isolation;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.stratum.isolation.doctor.Doctor;
import io.stratum.isolation.doctor.DoctorFinding;
import io.stratum.isolation.doctor.DoctorReport;
import io.stratum.isolation.doctor.DoctorStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;

/**
 * Asks the doctor again while the application runs, and says what is new.
 */
final class DoctorRounds implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger("io.stratum.Stratum");

	private static final int LONGEST_STOP_SECONDS = 10;

	private final ObjectProvider<Doctor> doctor;

	private final Duration interval;

	private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(DoctorRounds::thread);

	private volatile boolean running;

	DoctorRounds(ObjectProvider<Doctor> doctor, Duration interval) {
		this.doctor = doctor;
		this.interval = interval;
	}

	@Override
	public void start() {
		this.running = true;
		if (!this.interval.isZero() && !this.interval.isNegative()) {
			this.thread.scheduleWithFixedDelay(this::round, this.interval.toMillis(), this.interval.toMillis(),
					TimeUnit.MILLISECONDS);
		}
	}

	// What is thrown here would end the rounds without a word.
	private void round() {
		try {
			examine();
		}
		catch (RuntimeException ex) {
			log.warn("The doctor could not look", ex);
		}
	}

	void examine() {
		Doctor doctor = this.doctor.getObject();
		Set<DoctorFinding> known = doctor.latest().map(DoctorRounds::troubles).orElse(Set.of());
		for (DoctorFinding finding : troubles(doctor.examine())) {
			if (!known.contains(finding)) {
				log.warn("{} {}", finding, finding.remedy());
			}
		}
	}

	private static Set<DoctorFinding> troubles(DoctorReport report) {
		return report.findings()
			.stream()
			.filter((finding) -> finding.status() != DoctorStatus.PASS)
			.collect(Collectors.toSet());
	}

	@Override
	public void stop() {
		this.running = false;
		this.thread.shutdown();
		awaitEnd();
	}

	// A look that is under way still needs its connections.
	private void awaitEnd() {
		try {
			this.thread.awaitTermination(LONGEST_STOP_SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	private static Thread thread(Runnable work) {
		Thread thread = new Thread(work, "stratum-doctor");
		thread.setDaemon(true);
		return thread;
	}

}
