package io.stratum.autoconfigure.subtree;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * An application of branches that sell.
 */
@SpringBootApplication
class BranchApplication {

	static ConfigurableApplicationContext run(String... arguments) {
		return new SpringApplicationBuilder(BranchApplication.class).web(WebApplicationType.NONE)
			.properties("spring.application.name=branch", "spring.flyway.locations=classpath:db/branch",
					"spring.jpa.hibernate.ddl-auto=validate", "spring.main.banner-mode=off", "logging.level.root=warn")
			.run(arguments);
	}

}
