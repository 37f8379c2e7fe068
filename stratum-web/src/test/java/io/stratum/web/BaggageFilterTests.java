package io.stratum.web;

import java.util.Collections;

import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

class BaggageFilterTests {

	@Test
	void tenantIsTakenOutOfBaggageFromOutside() throws Exception {
		HttpServletRequest seen = pass("a=1,stratum.tenant.id=acme;p=1", " stratum.tenant.id = globex , b=2");
		assertThat(seen.getHeader("Baggage")).isEqualTo("a=1,b=2");
		assertThat(Collections.list(seen.getHeaders("baggage"))).containsExactly("a=1,b=2");
		assertThat(seen.getHeader("X-Other")).isEqualTo("kept");
	}

	@Test
	void baggageOfNothingElseIsGone() throws Exception {
		assertThat(pass("stratum.tenant.id=acme").getHeader("baggage")).isNull();
	}

	private static HttpServletRequest pass(String... baggage) throws Exception {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.addHeader("X-Other", "kept");
		for (String line : baggage) {
			request.addHeader("baggage", line);
		}
		MockFilterChain chain = new MockFilterChain();
		new BaggageFilter().doFilter(request, new MockHttpServletResponse(), chain);
		return (HttpServletRequest) chain.getRequest();
	}

}
