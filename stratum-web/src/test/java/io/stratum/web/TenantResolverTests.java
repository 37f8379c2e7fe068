package io.stratum.web;

import io.stratum.InvalidInputException;
import io.stratum.StratumStartupException;
import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TenantResolverTests {

	private final MockHttpServletRequest request = new MockHttpServletRequest();

	private final HeaderTenantResolver header = new HeaderTenantResolver("X-Tenant-ID",
			(sent) -> sent.getRemoteAddr().equals("10.0.0.1"));

	private final HostTenantResolver host = new HostTenantResolver("{tenant}.example.com", true);

	private final PathTenantResolver path = new PathTenantResolver("/t/{tenant}/**");

	private final CookieTenantResolver cookie = new CookieTenantResolver("tenant");

	private final SessionTenantResolver session = new SessionTenantResolver("tenant");

	@Test
	void requestThatNamesNobodyLeavesEachSourceSilent() {
		this.request.setRequestURI("/orders");
		assertThat(this.header.resolve(this.request)).isNull();
		assertThat(this.host.resolve(this.request)).isNull();
		assertThat(this.path.resolve(this.request)).isNull();
		assertThat(this.cookie.resolve(this.request)).isNull();
		assertThat(this.session.resolve(this.request)).isNull();
		assertThat(this.request.getSession(false)).isNull();
	}

	@Test
	void headerIsUntrustedUnlessItsSenderIsAGateway() {
		this.request.addHeader("X-Tenant-ID", "acme");
		this.request.setRemoteAddr("192.0.2.7");
		assertThat(this.header.resolve(this.request)).isEqualTo(new NamedTenant("header", "acme", false));
		this.request.setRemoteAddr("10.0.0.1");
		assertThat(this.header.resolve(this.request)).isEqualTo(new NamedTenant("header", "acme", true));
	}

	@Test
	void headerSentTwiceIsRefusedEvenIfBothAgree() {
		this.request.addHeader("X-Tenant-ID", "acme");
		this.request.addHeader("X-Tenant-ID", "acme");
		assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> this.header.resolve(this.request))
			.withMessageContaining("more than once");
	}

	@Test
	void cookieSentTwiceIsRefused() {
		this.request.setCookies(new Cookie("tenant", "acme"), new Cookie("tenant", "globex"));
		assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> this.cookie.resolve(this.request));
	}

	@Test
	void cookieAndSessionNameTheTenant() {
		this.request.setCookies(new Cookie("theme", "dark"), new Cookie("tenant", "acme"));
		this.request.getSession().setAttribute("tenant", "globex");
		assertThat(this.cookie.resolve(this.request)).isEqualTo(new NamedTenant("cookie", "acme", false));
		assertThat(this.session.resolve(this.request)).isEqualTo(new NamedTenant("session", "globex", false));
	}

	@Test
	void hostIsComparedWithoutCaseAndAsAWhole() {
		this.request.setServerName("Acme.Example.COM");
		assertThat(this.host.resolve(this.request)).isEqualTo(new NamedTenant("host", "acme", true));
		this.request.setServerName("acme.example.com.evil.test");
		assertThat(this.host.resolve(this.request)).isNull();
		this.request.setServerName("acmexexample.com");
		assertThat(this.host.resolve(this.request)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/t/acme", "/t/acme/", "/t/acme/orders/7" })
	void pathNamesTheTenantInItsSegment(String uri) {
		this.request.setRequestURI(uri);
		assertThat(this.path.resolve(this.request)).isEqualTo(new NamedTenant("path", "acme", false));
	}

	@Test
	void pathIsReadBelowTheApplication() {
		this.request.setContextPath("/shop");
		this.request.setRequestURI("/shop/t/acme/orders");
		assertThat(this.path.resolve(this.request)).isEqualTo(new NamedTenant("path", "acme", false));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/t", "/tt/acme", "/x/t/acme", "/t//orders" })
	void otherPathsNameNobody(String uri) {
		this.request.setRequestURI(uri);
		assertThat(this.path.resolve(this.request)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/t/ac%6De/orders", "/%74/acme/orders", "/t/acme;v=1/orders", "/t;a=b/acme/orders",
			"/t/acme%2Forders" })
	void pathInDisguiseIsRefused(String uri) {
		this.request.setRequestURI(uri);
		assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> this.path.resolve(this.request));
	}

	@Test
	void encodingBehindTheTenantIsNobodysBusiness() {
		this.request.setRequestURI("/t/acme/orders/a%20b;v=1");
		assertThat(this.path.resolve(this.request)).isEqualTo(new NamedTenant("path", "acme", false));
	}

	@ParameterizedTest
	@ValueSource(strings = { "shop.example.com", "{tenant}.{tenant}.example.com" })
	void templateNeedsTheTenantExactlyOnce(String template) {
		assertThatExceptionOfType(StratumStartupException.class)
			.isThrownBy(() -> new HostTenantResolver(template, false))
			.withMessageContaining("exactly once");
		assertThatExceptionOfType(StratumStartupException.class)
			.isThrownBy(() -> new PathTenantResolver("/" + template));
	}

}
