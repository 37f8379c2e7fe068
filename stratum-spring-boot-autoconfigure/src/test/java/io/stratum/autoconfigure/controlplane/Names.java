package io.stratum.autoconfigure.controlplane;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Slugs that no other test uses.
 */
final class Names {

	private static final AtomicInteger NEXT = new AtomicInteger();

	private Names() {
	}

	static String slug() {
		return slug("acme");
	}

	static String slug(String stem) {
		return stem + "_" + NEXT.incrementAndGet();
	}

}
