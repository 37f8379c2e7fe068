package io.stratum.autoconfigure.property;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import io.stratum.StratumStartupException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Understands the plain variables that the Node edition is configured with, where no
 * property of Spring says otherwise.
 */
final class PlainVariables implements EnvironmentPostProcessor, Ordered {

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		Map<String, Object> properties = new LinkedHashMap<>();
		String database = environment.getProperty("DATABASE_URL");
		if (database != null && !environment.containsProperty("spring.datasource.url")) {
			put(properties, database);
		}
		String redis = environment.getProperty("REDIS_URL");
		if (redis != null && !environment.containsProperty("spring.data.redis.host")) {
			properties.put("spring.data.redis.url", redis);
		}
		if (!properties.isEmpty()) {
			environment.getPropertySources().addLast(new MapPropertySource("stratumPlainVariables", properties));
		}
	}

	private static void put(Map<String, Object> properties, String database) {
		URI url = parse(database);
		if (!String.valueOf(url.getScheme()).matches("postgres(ql)?") || url.getHost() == null) {
			throw new StratumStartupException("'DATABASE_URL' is no URL of a PostgreSQL database.",
					"Write it as 'postgresql://user:password@host:5432/database', or set 'spring.datasource.url'.");
		}
		String port = (url.getPort() < 0) ? "" : ":" + url.getPort();
		String options = sslMode(url.getRawQuery());
		properties.put("spring.datasource.url",
				"jdbc:postgresql://" + url.getHost() + port + url.getRawPath() + options);
		String login = url.getRawUserInfo();
		if (login != null) {
			String[] parts = login.split(":", 2);
			properties.put("spring.datasource.username", decoded(parts[0]));
			if (parts.length > 1) {
				properties.put("spring.datasource.password", decoded(parts[1]));
			}
		}
	}

	private static URI parse(String database) {
		try {
			return URI.create(database);
		}
		catch (IllegalArgumentException ex) {
			// The text is not shown, for a password is in it.
			return URI.create("");
		}
	}

	/**
	 * Keeps of the options the one that both drivers understand.
	 */
	private static String sslMode(@Nullable String query) {
		if (query != null) {
			for (String option : query.split("&")) {
				if (option.startsWith("sslmode=")) {
					return "?" + option;
				}
			}
		}
		return "";
	}

	private static String decoded(String text) {
		return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
	}

	/**
	 * Comes after the files of the application were read.
	 */
	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

}
