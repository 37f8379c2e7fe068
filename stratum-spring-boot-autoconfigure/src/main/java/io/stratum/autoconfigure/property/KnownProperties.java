package io.stratum.autoconfigure.property;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import io.stratum.engine.Json;
import tools.jackson.databind.JsonNode;

/**
 * Names of the properties of Stratum, as the metadata for editors has them.
 */
final class KnownProperties {

	static final String METADATA = "META-INF/spring-configuration-metadata.json";

	private final Set<String> names = new TreeSet<>();

	private final Set<String> maps = new TreeSet<>();

	KnownProperties(ClassLoader classes) {
		try {
			Enumeration<URL> all = classes.getResources(METADATA);
			while (all.hasMoreElements()) {
				try (InputStream metadata = all.nextElement().openStream()) {
					String text = new String(metadata.readAllBytes(), StandardCharsets.UTF_8);
					if (text.contains("\"stratum.")) {
						add(Json.read(text).path("properties"));
					}
				}
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException("The names of properties cannot be read", ex);
		}
	}

	private void add(JsonNode properties) {
		properties.forEach((property) -> {
			String name = property.path("name").asString("");
			if (name.startsWith("stratum.")) {
				boolean open = property.path("type").asString("").startsWith("java.util.Map");
				(open ? this.maps : this.names).add(name);
			}
		});
	}

	/**
	 * Tells whether a property is one of Stratum's, however it is spelled.
	 */
	boolean contains(String property) {
		String name = relaxed(property);
		return this.names.isEmpty() || this.names.stream().anyMatch((known) -> relaxed(known).equals(name))
				|| this.maps.stream().anyMatch((map) -> name.startsWith(relaxed(map)));
	}

	/**
	 * Finds the name that somebody most likely meant.
	 */
	Optional<String> nearest(String property) {
		List<String> all = new ArrayList<>(this.names);
		all.addAll(this.maps);
		String name = relaxed(property);
		return all.stream().min(Comparator.comparingInt((known) -> distance(relaxed(known), name)));
	}

	private static String relaxed(String name) {
		return name.replaceAll("\\[\\d+]", "").replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
	}

	/**
	 * Returns how many characters have to change (Levenshtein).
	 */
	private static int distance(String one, String other) {
		int[] row = new int[other.length() + 1];
		for (int j = 0; j <= other.length(); j++) {
			row[j] = j;
		}
		for (int i = 1; i <= one.length(); i++) {
			int diagonal = row[0];
			row[0] = i;
			for (int j = 1; j <= other.length(); j++) {
				int change = diagonal + ((one.charAt(i - 1) == other.charAt(j - 1)) ? 0 : 1);
				diagonal = row[j];
				row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
			}
		}
		return row[other.length()];
	}

}
