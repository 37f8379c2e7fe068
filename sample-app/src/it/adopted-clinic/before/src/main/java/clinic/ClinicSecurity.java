package clinic;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
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

	@Bean
	UserDetailsService mechanicsLogIn(Mechanics mechanics) {
		return (username) -> mechanics.findByUsername(username)
			.map(ClinicSecurity::login)
			.orElseThrow(() -> new UsernameNotFoundException(username));
	}

	private static UserDetails login(Mechanic mechanic) {
		return User.withUsername(mechanic.getUsername()).password(mechanic.getPassword()).roles("MECHANIC").build();
	}

}
