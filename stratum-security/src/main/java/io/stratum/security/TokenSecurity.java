package io.stratum.security;

import java.util.Collection;
import java.util.function.Consumer;

import io.stratum.web.ProblemWriter;
import org.jspecify.annotations.Nullable;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.resource.OAuth2ResourceServerConfigurer;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtIssuerAuthenticationManagerResolver;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;

/**
 * Brings bearer tokens into every {@code SecurityFilterChain}.
 */
public final class TokenSecurity implements Customizer<HttpSecurity> {

	private final Consumer<OAuth2ResourceServerConfigurer<HttpSecurity>> verification;

	private final ProblemSecurityHandler handler;

	private TokenSecurity(Consumer<OAuth2ResourceServerConfigurer<HttpSecurity>> verification, ProblemWriter problems) {
		this.verification = verification;
		this.handler = new ProblemSecurityHandler(problems);
	}

	/**
	 * Accepts tokens that one decoder verifies.
	 * @param decoder the decoder
	 * @param callers who is behind a token
	 * @param problems how refusals are written
	 * @return the customizer
	 */
	public static TokenSecurity of(JwtDecoder decoder, TokenCallers callers, ProblemWriter problems) {
		return new TokenSecurity(
				(server) -> server.jwt((jwt) -> jwt.decoder(decoder).jwtAuthenticationConverter(callers::convert)),
				problems);
	}

	/**
	 * Accepts tokens of several issuers, whose keys are fetched when first needed and
	 * kept.
	 * @param issuers the trusted issuers
	 * @param audience the audience to ask for, or {@code null} for any
	 * @param callers who is behind a token
	 * @param problems how refusals are written
	 * @return the customizer
	 */
	public static TokenSecurity of(Collection<String> issuers, @Nullable String audience, TokenCallers callers,
			ProblemWriter problems) {
		JwtIssuerAuthenticationManagerResolver resolver = new JwtIssuerAuthenticationManagerResolver(
				new TrustedIssuers(issuers, audience, callers));
		return new TokenSecurity((server) -> server.authenticationManagerResolver(resolver), problems);
	}

	@Override
	public void customize(HttpSecurity http) {
		http.oauth2ResourceServer((server) -> {
			this.verification.accept(server);
			server.authenticationEntryPoint(this.handler)
				.accessDeniedHandler(this.handler)
				.withObjectPostProcessor(new AnswerOfOurs(this.handler));
		});
	}

	/**
	 * Has the filter answer a fault of ours as such, which it would throw.
	 */
	private record AnswerOfOurs(
			ProblemSecurityHandler handler) implements ObjectPostProcessor<BearerTokenAuthenticationFilter> {

		@Override
		public <O extends BearerTokenAuthenticationFilter> O postProcess(O filter) {
			filter.setAuthenticationFailureHandler(this.handler);
			return filter;
		}

	}

}
