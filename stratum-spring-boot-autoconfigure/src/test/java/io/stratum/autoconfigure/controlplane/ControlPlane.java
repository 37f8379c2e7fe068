package io.stratum.autoconfigure.controlplane;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import io.stratum.autoconfigure.engine.PlatformDatabase;
import io.stratum.engine.EngineDatabase;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * An application with the control plane, started once for all tests that change none of
 * its settings.
 */
final class ControlPlane implements AutoCloseable {

	static final String OPERATOR_KEY = "sk_test_" + "operator-of-the-control-plane-in-its-tests-".substring(0, 43);

	private static final class Holder {

		private static final ControlPlane INSTANCE = start(Map.of());

	}

	private final ConfigurableApplicationContext context;

	private ControlPlane(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Returns the application that all tests share; the end of the JVM stops it.
	 */
	static ControlPlane started() {
		return Holder.INSTANCE;
	}

	static ControlPlane start(Map<String, Object> settings) {
		Map<String, Object> all = new LinkedHashMap<>();
		all.put("server.port", 0);
		all.put("spring.main.banner-mode", "off");
		all.put("logging.level.root", "WARN");
		all.put("stratum.bootstrap.api-key", OPERATOR_KEY);
		all.put("management.health.redis.enabled", false);
		// A machine that stands still for some seconds must not make memory cold.
		all.put("stratum.cache.max-staleness", "1m");
		all.put("stratum.security.jwt.secret", Tokens.SECRET);
		all.put("stratum.rate-limit.limit", 100000);
		all.put("stratum.rate-limit.failed-authentications", 100000);
		all.putAll(settings);
		SpringApplication application = new SpringApplication(Application.class);
		application.setDefaultProperties(all);
		return new ControlPlane(application.run());
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	<T> T bean(String name, Class<T> type) {
		return this.context.getBean(name, type);
	}

	String url() {
		return "http://localhost:" + ((ServletWebServerApplicationContext) this.context).getWebServer().getPort();
	}

	ApiClient stranger() {
		return new ApiClient(url() + "/api/v1", Map.of());
	}

	ApiClient operator() {
		return stranger().withKey(OPERATOR_KEY);
	}

	@Override
	public void close() {
		this.context.close();
	}

	/**
	 * Tells how often requests went to the engine's database.
	 */
	CountingDataSource database() {
		return (CountingDataSource) bean(EngineDatabase.class).dataSource();
	}

	@SpringBootApplication(proxyBeanMethods = false)
	static class Application {

		@Bean
		EngineDatabase engineDatabase(PlatformDatabase database) {
			return new EngineDatabase(new CountingDataSource(database.platform()));
		}

		/**
		 * A handler of the application itself, in JSON of its own taste.
		 */
		@RestController
		static class ShopController {

			@PostMapping("/shop")
			Order order(@RequestBody Order order) {
				return order;
			}

		}

		record Order(String itemName, Instant orderedAt) {

		}

	}

}
