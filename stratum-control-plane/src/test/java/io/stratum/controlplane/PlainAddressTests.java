package io.stratum.controlplane;

import io.stratum.InvalidInputException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

class PlainAddressTests {

	@ParameterizedTest
	@ValueSource(strings = { "/a//b", "/a;b=c", "/a\\b", "/a/./b", "/a/../b", "/a/..", "/a%2Fb", "/a%2fb", "/a%5Cb",
			"/a%2e%2e", "/a%3bb", "/a%00", "/a%0a", "/a%7f", "/a%252f", "/a%25" })
	void ambiguousAddressIsRefused(String path) {
		assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> PlainAddress.require(request(path)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/a/b", "/a.b", "/a..b", "/%61", "/a%20b", "/%C3%A4", "/a:b", "/a/" })
	void plainAddressPasses(String path) {
		assertThatNoException().isThrownBy(() -> PlainAddress.require(request(path)));
	}

	private static MockHttpServletRequest request(String path) {
		return new MockHttpServletRequest("GET", path);
	}

}
