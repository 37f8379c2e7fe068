package io.stratum.sample.report;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

import io.stratum.config.TenantConfig;
import io.stratum.isolation.subtree.PartialAnswers;
import io.stratum.isolation.subtree.Subtree;
import io.stratum.isolation.subtree.SubtreeAnswer;
import io.stratum.sample.DeskConfig;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantId;
import io.stratum.tenant.Tenants;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What a tenant and all below it took in, wherever their rows are.
 */
@Component
class Revenue {

	private final Subtree subtree;

	private final Tenants tenants;

	private final TenantConfig config;

	Revenue(Subtree subtree, Tenants tenants, TenantConfig config) {
		this.subtree = subtree;
		this.tenants = tenants;
		this.config = config;
	}

	Report whole(TenantId top) {
		return report(this.subtree.gather(top, Revenue::sums), List.of());
	}

	Report reachable(TenantId top) {
		PartialAnswers<List<Sum>> answers = this.subtree.gatherReachable(top, Revenue::sums);
		return report(answers.answers(),
				answers.missing()
					.stream()
					.flatMap((place) -> place.tenants().stream())
					.map((tenant) -> slug(tenant))
					.sorted()
					.toList());
	}

	private static List<Sum> sums(JdbcClient sql) {
		return sql.sql("select tenant_id, count(*) as orders, sum(total) as revenue from orders group by tenant_id")
			.query((row, number) -> new Sum(row.getObject("tenant_id", UUID.class), row.getLong("orders"),
					row.getBigDecimal("revenue")))
			.list();
	}

	private Report report(List<SubtreeAnswer<List<Sum>>> answers, List<String> missing) {
		List<Line> lines = answers.stream()
			.flatMap((answer) -> answer.answer().stream().map((sum) -> line(sum, answer)))
			.sorted(Comparator.comparing(Line::slug))
			.toList();
		BigDecimal total = lines.stream()
			.map((line) -> new BigDecimal(line.revenue()))
			.reduce(BigDecimal.ZERO, BigDecimal::add);
		return new Report(this.config.get(DeskConfig.CURRENCY), total.setScale(2).toPlainString(),
				lines.stream().mapToLong(Line::orders).sum(), missing.isEmpty(), lines, missing);
	}

	private Line line(Sum sum, SubtreeAnswer<?> answer) {
		return new Line(slug(new TenantId(sum.tenantId())), answer.strategy().wireName(), sum.orders(),
				sum.revenue().setScale(2).toPlainString());
	}

	private String slug(TenantId tenant) {
		return this.tenants.find(tenant).map(Tenant::slug).orElse("");
	}

	record Sum(UUID tenantId, long orders, BigDecimal revenue) {

	}

	/**
	 * The answer.
	 */
	record Report(String currency, String total, long orders, boolean complete, List<Line> byTenant,
			List<String> missing) {

	}

	record Line(String slug, String isolationStrategy, long orders, String revenue) {

	}

}
