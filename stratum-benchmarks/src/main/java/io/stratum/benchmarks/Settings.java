package io.stratum.benchmarks;

import java.nio.file.Path;
import java.util.List;

/**
 * How the command was called.
 */
public final class Settings {

	private Settings() {
	}

	/**
	 * Returns how often each pair takes turns.
	 * @return rounds, 7 unless {@code bench.rounds} says otherwise
	 */
	public static int rounds() {
		return Integer.getInteger("bench.rounds", 7);
	}

	/**
	 * Tells whether a part of the table is wanted.
	 * @param part its name
	 * @return whether {@code bench.only} names it or all
	 */
	public static boolean wants(String part) {
		List<String> wanted = List.of(System.getProperty("bench.only", "all").split(","));
		return wanted.contains("all") || wanted.contains(part);
	}

	/**
	 * Returns how long the heap is watched under load.
	 * @return minutes, none unless {@code bench.minutes} says otherwise
	 */
	public static int minutes() {
		return Integer.getInteger("bench.minutes", 0);
	}

	/**
	 * Returns where plans and the table are written.
	 * @return a folder that exists
	 */
	public static Path output() {
		return Path.of(System.getProperty("bench.output", "target"));
	}

	/**
	 * Returns where the sample was built.
	 * @return its folder
	 */
	public static Path sample() {
		return Path.of(System.getProperty("bench.sample", "../sample-app"));
	}

}
