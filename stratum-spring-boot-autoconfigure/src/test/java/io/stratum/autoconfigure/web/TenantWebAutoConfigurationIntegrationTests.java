package io.stratum.autoconfigure.web;

import java.util.List;
import java.util.Objects;

import io.stratum.autoconfigure.shop.ShopRunners;
import io.stratum.web.CallerResolver;
import io.stratum.web.NamedTenant;
import io.stratum.web.ProblemWriter;
import io.stratum.web.StratumProblemAdvice;
import io.stratum.web.SubtreeAdmission;
import io.stratum.web.TenantAdmission;
import io.stratum.web.TenantFilter;
import io.stratum.web.TenantResolution;
import io.stratum.web.TenantResolver;
import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletContextInitializerBeans;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.filter.ForwardedHeaderFilter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TenantWebAutoConfigurationIntegrationTests {

	private static final ShopRunners RUNNERS = new ShopRunners();

	@Test
	void resolvesAdmitsAndBindsByDefault() {
		RUNNERS.web()
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(TenantFilter.class)
				.hasSingleBean(SubtreeAdmission.class)
				.hasSingleBean(ProblemWriter.class)
				.hasSingleBean(StratumProblemAdvice.class)
				.hasBean("stratumRequestIdFilter"));
	}

	@Test
	void headerIsNamedByItsProperty() {
		RUNNERS.web()
			.withPropertyValues("stratum.web.resolution.header.name=X-Shop")
			.withBean(TenantAdmission.class, () -> Echo.INSTANCE)
			.run((context) -> {
				assertThat(namesSeen(context, "X-Shop", "acme")).isEqualTo("header:acme:false");
				assertThat(namesSeen(context, "X-Tenant-ID", "acme")).isEqualTo("");
			});
	}

	@Test
	void gatewayMayNameATenantFromItsNetworkOnly() {
		RUNNERS.web()
			.withPropertyValues("stratum.web.resolution.header.trust=gateway",
					"stratum.web.resolution.gateways=127.0.0.0/30,fd00::/8")
			.withBean(TenantAdmission.class, () -> Echo.INSTANCE)
			.run((context) -> {
				assertThat(namesSeen(context, "X-Tenant-ID", "acme", "127.0.0.3")).endsWith("true");
				assertThat(namesSeen(context, "X-Tenant-ID", "acme", "127.0.0.4")).endsWith("false");
				assertThat(namesSeen(context, "X-Tenant-ID", "acme", "fd12::1")).endsWith("true");
				assertThat(namesSeen(context, "X-Tenant-ID", "acme", "fe80::1%eth0")).endsWith("false");
			});
	}

	@Test
	void forwardingHeadersMakeNobodyAGateway() {
		RUNNERS.web()
			.withPropertyValues("stratum.web.resolution.header.trust=gateway",
					"stratum.web.resolution.gateways=127.0.0.0/30")
			.withBean(TenantAdmission.class, () -> Echo.INSTANCE)
			.run((context) -> {
				MockHttpServletRequest outside = request("X-Tenant-ID", "acme", "203.0.113.9");
				outside.addHeader("X-Forwarded-For", "127.0.0.1");
				MockFilterChain chain = new MockFilterChain();
				new ForwardedHeaderFilter().doFilter(outside, new MockHttpServletResponse(), chain);
				HttpServletRequest forwarded = (HttpServletRequest) Objects.requireNonNull(chain.getRequest());
				assertThat(forwarded.getRemoteAddr()).isEqualTo("127.0.0.1");
				assertThat(namesSeen(context, forwarded)).endsWith("false");
			});
	}

	@Test
	void sourcesAreAskedInTheOrderOfThePropertyAndOwnOnesLast() {
		RUNNERS.web()
			.withPropertyValues("stratum.web.resolution.sources=cookie,header,session,host,path",
					"stratum.web.resolution.host.pattern={tenant}.example.com",
					"stratum.web.resolution.path.pattern=/t/{tenant}")
			.withBean(TenantAdmission.class, () -> Echo.INSTANCE)
			.withBean(TenantResolver.class, () -> (request) -> new NamedTenant("own", "acme", false))
			.run((context) -> {
				MockHttpServletRequest request = request("X-Tenant-ID", "b", "127.0.0.1");
				request.setCookies(new jakarta.servlet.http.Cookie("tenant", "a"));
				request.getSession().setAttribute("tenant", "c");
				request.setServerName("d.example.com");
				request.setRequestURI("/t/e/orders");
				assertThat(namesSeen(context, request)).isEqualTo(
						"cookie:a:false header:b:false session:c:false host:d:false path:e:false own:acme:false");
			});
	}

	@Test
	void backsOffWhenTheApplicationAdmits() {
		RUNNERS.web()
			.withBean(TenantAdmission.class, () -> Echo.INSTANCE)
			.withBean(ProblemWriter.class, () -> new ProblemWriter(JsonMapper.builder().build()))
			.run((context) -> assertThat(context).doesNotHaveBean(SubtreeAdmission.class)
				.doesNotHaveBean("stratumProblemWriter"));
	}

	@Test
	void filterStandsInTheSecurityChainNotBesideIt() {
		RUNNERS.web().run((context) -> assertThat(servletFilters(context)).doesNotContain("TenantFilter"));
	}

	@Test
	void withoutSpringSecurityTheFilterIsTheContainers() {
		RUNNERS.web()
			.withClassLoader(ShopRunners.without("org.springframework.security"))
			.withBean(CallerResolver.class, () -> (request) -> io.stratum.access.Caller.ANONYMOUS)
			.withPropertyValues("stratum.web.resolution.header.trust=gateway",
					"stratum.web.resolution.gateways=127.0.0.1")
			.run((context) -> {
				assertThat(context).hasNotFailed().doesNotHaveBean("stratumTenantSecurity");
				assertThat(servletFilters(context)).contains("TenantFilter");
			});
	}

	@Test
	void absentWithoutSpringMvcAndOutsideServletApplications() {
		RUNNERS.plain().run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(TenantFilter.class));
		RUNNERS.plain()
			.withClassLoader(ShopRunners.without("org.springframework.web", "jakarta.servlet"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("stratumTenantFilter"));
	}

	private static List<String> servletFilters(AssertableWebApplicationContext context) {
		return new ServletContextInitializerBeans(context.getSourceApplicationContext()).stream()
			.filter(FilterRegistrationBean.class::isInstance)
			.map(FilterRegistrationBean.class::cast)
			.filter(FilterRegistrationBean::isEnabled)
			.map((registration) -> registration.getFilter().getClass().getSimpleName())
			.toList();
	}

	private static String namesSeen(AssertableWebApplicationContext context, String header, String value)
			throws Exception {
		return namesSeen(context, header, value, "127.0.0.1");
	}

	private static String namesSeen(AssertableWebApplicationContext context, String header, String value, String sender)
			throws Exception {
		return namesSeen(context, request(header, value, sender));
	}

	private static String namesSeen(AssertableWebApplicationContext context, HttpServletRequest request)
			throws Exception {
		context.getBean(TenantFilter.class).doFilter(request, new MockHttpServletResponse(), new MockFilterChain());
		return TenantResolution.of(request).source();
	}

	private static MockHttpServletRequest request(String header, String value, String sender) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.addHeader(header, value);
		request.setRemoteAddr(sender);
		return request;
	}

	/** Tells in the source what was named. */
	private enum Echo implements TenantAdmission {

		INSTANCE;

		@Override
		public TenantResolution admit(io.stratum.access.Caller caller, List<NamedTenant> names) {
			return new TenantResolution(caller, null,
					String.join(" ",
							names.stream()
								.map((named) -> named.source() + ":" + named.name() + ":" + named.trusted())
								.toList()));
		}

	}

}
