package io.stratum.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * How an embedded PostgreSQL is started.
 *
 * @param dataDirectory folder kept between runs, or {@code null} for a server that is
 * thrown away
 * @param port its port, or 0 for a free one
 * @param database name of its database
 * @param settings settings of the server by name
 * @param startTimeout longest time it may take to start
 */
public record EmbeddedOptions(@Nullable Path dataDirectory, int port, String database, Map<String, String> settings,
		Duration startTimeout) {

	/**
	 * Describes a server that is thrown away when it is closed.
	 * @return the options
	 */
	public static EmbeddedOptions throwAway() {
		return new EmbeddedOptions(null, 0, "stratum", Map.of(), Duration.ofSeconds(30));
	}

	/**
	 * Keeps the data in a folder.
	 * @param dataDirectory the folder
	 * @return options with that folder
	 */
	public EmbeddedOptions keptIn(Path dataDirectory) {
		return new EmbeddedOptions(dataDirectory, this.port, this.database, this.settings, this.startTimeout);
	}

}
