package io.stratum.benchmarks.plain;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * What somebody would write who keeps the orders of tenants apart by hand.
 */
@SpringBootApplication
public class PlainApplication {

	/**
	 * Starts the application.
	 * @param args properties
	 */
	public static void main(String[] args) {
		SpringApplication.run(PlainApplication.class, args);
	}

}
