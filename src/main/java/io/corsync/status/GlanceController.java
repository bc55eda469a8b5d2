package io.corsync.status;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import io.corsync.ledger.Holder;
import io.corsync.ledger.Ledger;
import io.corsync.ledger.RunHistory;
import io.corsync.ledger.Target;
import io.corsync.sync.Inquiry;
import io.corsync.sync.Inspection;
import io.corsync.sync.Overview;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * Tonight at a glance.
 */
@Controller
class GlanceController {

	/** Two months of nights. */
	private static final int RUNS = 60;

	private final Overview overview;

	private final Inspection inspection;

	private final Inquiry inquiry;

	private final Conductor conductor;

	private final RecentPageTotals totals;

	private final ServeProperties serve;

	private final OidcProperties oidc;

	private final Clock clock;

	GlanceController(Overview overview, Inspection inspection, Inquiry inquiry, Conductor conductor,
			RecentPageTotals totals, ServeProperties serve, OidcProperties oidc, Clock clock) {
		this.serve = serve;
		this.oidc = oidc;
		this.totals = totals;
		this.overview = overview;
		this.inspection = inspection;
		this.inquiry = inquiry;
		this.conductor = conductor;
		this.clock = clock;
	}

	@GetMapping("/")
	String glance(Model model) {
		Optional<Target> target = this.overview.target();
		List<Overview.Told> runs = target
			.map((known) -> this.overview.runs(known, new RunHistory.Choice(null, null), Long.MAX_VALUE, RUNS))
			.orElse(List.of());
		Optional<Holder> holder = target.flatMap(this.inspection::holder);
		Optional<List<Ledger.Total>> counted = target.flatMap(this.totals::soon);
		long stuck = counted.map(GlanceView::stuck).orElseGet(() -> target.map(this.overview::stuck).orElse(0L));
		model.addAttribute("holder", holder.orElse(null));
		model.addAttribute("counting", target.isPresent() && counted.isEmpty());
		model.addAttribute("glance", GlanceView.of(target, runs, counted.map(GlanceView::sums).orElse(List.of()), stuck,
				target.flatMap(this.overview::reached), holder, this.conductor, this.inquiry.usage(), this.clock));
		return "glance";
	}

	/** What a page with a large ledger fetches after it has been shown. */
	@GetMapping("/totals")
	String totals(Model model) {
		model.addAttribute("totals",
				this.overview.target().map(this.totals::of).map(GlanceView::sums).orElse(List.of()));
		return "parts :: totals(totals=${totals})";
	}

	@GetMapping("/login")
	String login(Model model) {
		model.addAttribute("issuer", this.oidc.on());
		model.addAttribute("accounts", !this.serve.accounts().isEmpty());
		return "login";
	}

}
