package io.stratum.benchmarks.plain;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Knows API keys by their hash, from memory; whoever has one acts for its tenant.
 */
@Configuration(proxyBeanMethods = false)
class PlainSecurity {

	@Bean
	SecurityFilterChain security(HttpSecurity http, @Value("${plain.key}") String key,
			@Value("${plain.tenant}") UUID tenant) {
		KeyFilter filter = new KeyFilter(new ConcurrentHashMap<>(Map.of(KeyFilter.hash(key), tenant)));
		return http.csrf((csrf) -> csrf.disable())
			.sessionManagement((session) -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
			.addFilterBefore(filter, UsernamePasswordAuthenticationFilter.class)
			.build();
	}

	/**
	 * Authenticates by a header.
	 */
	private static final class KeyFilter extends OncePerRequestFilter {

		private final Map<String, UUID> tenants;

		private KeyFilter(Map<String, UUID> tenants) {
			this.tenants = tenants;
		}

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			String key = request.getHeader("X-API-Key");
			UUID tenant = (key != null) ? find(key) : null;
			if (tenant != null) {
				var context = SecurityContextHolder.createEmptyContext();
				context.setAuthentication(new TestingAuthenticationToken(tenant, null, List.of()));
				SecurityContextHolder.setContext(context);
			}
			chain.doFilter(request, response);
		}

		private @Nullable UUID find(String key) {
			return this.tenants.get(hash(key));
		}

		private static String hash(String key) {
			try {
				return HexFormat.of()
					.formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
			}
			catch (NoSuchAlgorithmException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
