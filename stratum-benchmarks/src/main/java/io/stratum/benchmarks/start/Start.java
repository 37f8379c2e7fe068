package io.stratum.benchmarks.start;

import java.io.IOException;
import java.util.Locale;

import io.stratum.benchmarks.http.Application;

/**
 * What one start took.
 *
 * @param seconds from the start of the machine until it served
 * @param cpuSeconds how long all threads together kept processors busy
 * @param classes classes loaded
 * @param heap bytes in use after garbage was collected
 */
record Start(double seconds, double cpuSeconds, double classes, double heap) {

	static Start of(Application application) throws IOException, InterruptedException {
		return new Start(application.startSeconds(), application.cpuSeconds(), application.loadedClasses(),
				application.heap());
	}

	String text() {
		return String.format(Locale.ROOT, "%.1f s, %.1f s of CPU, %,.0f classes", this.seconds, this.cpuSeconds,
				this.classes);
	}

	String heapText() {
		return String.format(Locale.ROOT, "%.0f MiB", this.heap / 1048576);
	}

}
