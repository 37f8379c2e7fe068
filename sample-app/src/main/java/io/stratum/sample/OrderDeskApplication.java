package io.stratum.sample;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The order desk: a platform lets resellers take orders from their customers.
 */
@SpringBootApplication
public class OrderDeskApplication {

	/**
	 * Starts the application.
	 * @param args properties such as {@code --server.port=8081}
	 */
	public static void main(String[] args) {
		SpringApplication.run(OrderDeskApplication.class, args);
	}

}
