package io.stratum.benchmarks.tenanted;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The plain application with the starter, which has no tenant and no security of its own.
 */
@SpringBootApplication
public class TenantedApplication {

	/**
	 * Starts the application.
	 * @param args properties
	 */
	public static void main(String[] args) {
		SpringApplication.run(TenantedApplication.class, args);
	}

}
