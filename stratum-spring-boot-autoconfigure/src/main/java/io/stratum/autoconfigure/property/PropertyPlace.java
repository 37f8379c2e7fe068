package io.stratum.autoconfigure.property;

import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;

/**
 * Tells where a property was set.
 */
public final class PropertyPlace {

	private PropertyPlace() {
	}

	/**
	 * Returns the place that counts.
	 * @param environment the environment
	 * @param property name of the property
	 * @return file and line, or the name of the source, or nothing if it is set nowhere
	 */
	public static String of(Environment environment, String property) {
		if (environment instanceof ConfigurableEnvironment known) {
			for (PropertySource<?> source : known.getPropertySources()) {
				if (source.containsProperty(property) && !source.getName().equals("configurationProperties")) {
					Origin origin = OriginLookup.getOrigin(source, property);
					return " (set in " + ((origin != null) ? origin : source.getName()) + ")";
				}
			}
		}
		return "";
	}

}
