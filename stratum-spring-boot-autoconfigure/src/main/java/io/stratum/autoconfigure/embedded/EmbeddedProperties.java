package io.stratum.autoconfigure.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import io.stratum.embedded.EmbeddedOptions;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of the embedded PostgreSQL.
 *
 * @param enabled Whether a server is started where no database is configured.
 * @param dataDir Folder kept between runs; without one the server is thrown away.
 * @param port Port of the server; 0 takes a free one.
 * @param database Name of its database.
 * @param settings Settings of the server by name.
 * @param startTimeout Longest time it may take to start.
 */
@ConfigurationProperties("stratum.embedded")
record EmbeddedProperties(@DefaultValue("true") boolean enabled, @Nullable Path dataDir, @DefaultValue("0") int port,
		@DefaultValue("stratum") String database, @DefaultValue Map<String, String> settings,
		@DefaultValue("30s") Duration startTimeout) {

	EmbeddedOptions options() {
		return new EmbeddedOptions(this.dataDir, this.port, this.database, this.settings, this.startTimeout);
	}

}
