package io.stratum.tenant.planted;

import io.stratum.autoconfigure.planted.CrowdedAutoConfiguration;
import io.stratum.jpa.GlobalData;
import jakarta.annotation.PostConstruct;
import org.hibernate.annotations.TenantId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringApplication;
import org.springframework.security.core.Authentication;

/**
 * Breaks as many rules as one class can, so that each is seen to bite.
 */
@GlobalData("planted")
public class FaultyTenant {

	static int counter;

	@Autowired
	Authentication authentication;

	@TenantId
	String tenant;

	ThreadLocal<String> current = new ThreadLocal<>();

	CrowdedAutoConfiguration wiring;

	SpringApplication application;

	@PostConstruct
	void start() {
		System.out.println(counter);
	}

}
