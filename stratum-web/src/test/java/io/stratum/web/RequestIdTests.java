package io.stratum.web;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

class RequestIdTests {

	private final MockHttpServletRequest request = new MockHttpServletRequest();

	@Test
	void wellFormedIdOfTheSenderIsKept() {
		this.request.addHeader(RequestId.HEADER, "a.B-1_2");
		assertThat(RequestId.of(this.request)).isEqualTo("a.B-1_2");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "two words", "line\nbreak", "<script>",
			"01234567890123456789012345678901234567890123456789012345678901234" })
	void anythingElseIsReplacedOnceForTheRequest(String sent) {
		this.request.addHeader(RequestId.HEADER, sent);
		String id = RequestId.of(this.request);
		assertThat(id).matches("[0-9a-f-]{36}").isEqualTo(RequestId.of(this.request));
	}

	@Test
	void answerCarriesTheId() throws Exception {
		MockHttpServletResponse response = new MockHttpServletResponse();
		new RequestIdFilter().doFilter(this.request, response, new MockFilterChain());
		assertThat(response.getHeader(RequestId.HEADER)).isEqualTo(RequestId.of(this.request));
	}

}
