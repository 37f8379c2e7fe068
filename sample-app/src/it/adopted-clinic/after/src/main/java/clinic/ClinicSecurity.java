package clinic;

import io.stratum.security.CallerMapper;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.Tenants;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.SecurityFilterChain;

@Configuration(proxyBeanMethods = false)
public class ClinicSecurity {

	@Bean
	SecurityFilterChain pages(HttpSecurity http) {
		return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
			.formLogin((login) -> login.defaultSuccessUrl("/customers", true))
			.build();
	}

	// "wheelhouse/anna": the clinic must be known before its mechanics can be read.
	@Bean
	UserDetailsService mechanicsLogIn(Mechanics mechanics, Tenants tenants, TenantContext context) {
		return (login) -> {
			String[] names = login.split("/", 2);
			Tenant clinic = tenants.findBySlug(names[0])
				.filter(Tenant::isActive)
				.orElseThrow(() -> new UsernameNotFoundException(login));
			try (TenantContext.Scope scope = context.bind(clinic)) {
				return mechanics.findByUsername(names[names.length - 1])
					.map((mechanic) -> new MechanicLogin(clinic.id(), mechanic))
					.orElseThrow(() -> new UsernameNotFoundException(login));
			}
		};
	}

	@Bean
	CallerMapper mechanicsCall() {
		return (login) -> (login.getPrincipal() instanceof MechanicLogin mechanic) ? mechanic.caller() : null;
	}

}
