package io.stratum.autoconfigure.operation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * What operators may look at: names and counts, never values, secrets or rows.
 */
@Endpoint(id = "stratum")
final class StratumEndpoint {

	private final ObjectProvider<EndpointSection> sections;

	StratumEndpoint(ObjectProvider<EndpointSection> sections) {
		this.sections = sections;
	}

	/**
	 * Lists the sections.
	 * @return their names, and whether they can be told to do something
	 */
	@ReadOperation
	Map<String, Object> sections() {
		Map<String, Object> names = new TreeMap<>();
		this.sections.forEach((section) -> names.put(section.name(), Map.of("runs", section.runs())));
		return Map.of("sections", names);
	}

	/**
	 * Looks at one section.
	 * @param section its name
	 * @return what is found, or {@code null} if there is no such section
	 */
	@ReadOperation
	@Nullable Map<String, Object> section(@Selector String section) {
		EndpointSection found = find(section);
		return (found != null) ? new LinkedHashMap<>(found.read()) : null;
	}

	/**
	 * Has a section do its work once: the doctor examine, the fleet migrate.
	 * @param section its name
	 * @return what came of it, or {@code null} if there is no such section or nothing for
	 * it to do
	 */
	@WriteOperation
	@Nullable Map<String, Object> run(@Selector String section) {
		EndpointSection found = find(section);
		return (found != null && found.runs()) ? new LinkedHashMap<>(found.run()) : null;
	}

	private @Nullable EndpointSection find(String name) {
		return this.sections.stream().filter((section) -> section.name().equals(name)).findFirst().orElse(null);
	}

}
