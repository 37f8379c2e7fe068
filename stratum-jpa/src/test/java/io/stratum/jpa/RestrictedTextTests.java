package io.stratum.jpa;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RestrictedTextTests {

	private static final String CONDITION = "o.tenant_id = " + RestrictedText.MARKER;

	@Test
	void textWithoutTheTenantIsLeftAlone() {
		assertThat(RestrictedText.of("select 1 where 'a' = ?")).isNull();
	}

	@Test
	void parametersMoveBehindTheTenant() {
		RestrictedText text = text(
				"select ? from o where " + CONDITION + " and a = ? and p." + CONDITION + " and b = ?");
		assertThat(text.sql())
			.isEqualTo("select ? from o where o.tenant_id = ? and a = ? and p.o.tenant_id = ? and b = ?");
		assertThat(text.tenants()).containsExactly(2, 4);
		assertThat(text.place(1)).isEqualTo(1);
		assertThat(text.place(2)).isEqualTo(3);
		assertThat(text.place(3)).isEqualTo(5);
	}

	@Test
	void indexOutOfRangeStaysOutOfRange() {
		RestrictedText text = text("select 1 where " + CONDITION + " and a = ?");
		assertThat(text.place(2)).isEqualTo(3);
		assertThat(text.place(0)).isZero();
	}

	@Test
	void questionMarksThatAreNoParametersDoNotCount() {
		RestrictedText text = text("""
				select '?', 'it''s ?', "?", a ?? b -- ?
				/* ?
				? */ from o where a = ? and %s""".formatted(CONDITION));
		assertThat(text.tenants()).containsExactly(2);
		assertThat(text.sql()).contains("'it''s ?'", "a ?? b -- ?\n").endsWith("a = ? and o.tenant_id = ?");
	}

	@Test
	void longLiteralsAreReadInOneGo() {
		String literal = "'" + "it''s ? ".repeat(20_000) + "'";
		RestrictedText text = text("select " + literal + " from o where a = ? and " + CONDITION);
		assertThat(text.tenants()).containsExactly(2);
		assertThat(text.sql()).contains(literal).endsWith("a = ? and o.tenant_id = ?");
	}

	@Test
	void dollarsAndBackslashesSurvive() {
		assertThat(text("select '$1 \\\\' where " + CONDITION).sql())
			.isEqualTo("select '$1 \\\\' where o.tenant_id = ?");
	}

	@Test
	void conditionHoldsForEveryRowWhereTheRoleRestricts() {
		assertThat(text("delete from orders where tenant_id=" + RestrictedText.MARKER + " and (o.\"Tenant\" = "
				+ RestrictedText.MARKER + ")")
			.unrestricted())
			.isEqualTo("delete from orders where tenant_id = tenant_id and (o.\"Tenant\" = o.\"Tenant\")");
	}

	private static RestrictedText text(String sql) {
		RestrictedText text = RestrictedText.of(sql);
		assertThat(text).isNotNull();
		return text;
	}

}
