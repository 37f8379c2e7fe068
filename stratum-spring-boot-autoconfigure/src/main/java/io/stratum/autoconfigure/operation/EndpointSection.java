package io.stratum.autoconfigure.operation;

import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * A part of the actuator endpoint {@code stratum}, about one capability.
 *
 * <p>
 * It tells names and counts, never values, secrets or rows.
 */
public final class EndpointSection {

	private final String name;

	private final Supplier<Map<String, Object>> reading;

	private final @Nullable Supplier<Map<String, Object>> running;

	private EndpointSection(String name, Supplier<Map<String, Object>> reading,
			@Nullable Supplier<Map<String, Object>> running) {
		this.name = name;
		this.reading = reading;
		this.running = running;
	}

	/**
	 * Makes a section to look at.
	 * @param name last part of its address
	 * @param reading what is told, asked at each look
	 * @return the section
	 */
	public static EndpointSection of(String name, Supplier<Map<String, Object>> reading) {
		return new EndpointSection(name, reading, null);
	}

	/**
	 * Lets operators have it do something.
	 * @param running does it, and tells what came of it
	 * @return the section
	 */
	public EndpointSection running(Supplier<Map<String, Object>> running) {
		return new EndpointSection(this.name, this.reading, running);
	}

	String name() {
		return this.name;
	}

	boolean runs() {
		return this.running != null;
	}

	Map<String, Object> read() {
		return this.reading.get();
	}

	Map<String, Object> run() {
		return (this.running != null) ? this.running.get() : read();
	}

}
