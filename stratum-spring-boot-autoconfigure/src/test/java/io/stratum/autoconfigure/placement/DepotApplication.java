package io.stratum.autoconfigure.placement;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * An application whose tenants send parcels.
 */
@SpringBootApplication
class DepotApplication {

	static ConfigurableApplicationContext run(String... arguments) {
		return new SpringApplicationBuilder(DepotApplication.class).web(WebApplicationType.NONE)
			.properties("spring.application.name=depot", "spring.flyway.locations=classpath:db/depot",
					"spring.jpa.hibernate.ddl-auto=validate", "spring.main.banner-mode=off", "logging.level.root=warn")
			.run(arguments);
	}

}
