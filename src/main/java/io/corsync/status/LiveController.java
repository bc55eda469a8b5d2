package io.corsync.status;

import java.security.Principal;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

import io.corsync.ledger.Holder;
import io.corsync.ledger.Run;
import io.corsync.ledger.Slices;
import io.corsync.ledger.Target;
import io.corsync.sync.Inspection;
import io.corsync.sync.Overview;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * A run as it goes on.
 */
@Controller
class LiveController {

	private static final int REFUSALS = 10;

	private final Overview overview;

	private final Inspection inspection;

	private final Conductor conductor;

	private final Clock clock;

	LiveController(Overview overview, Inspection inspection, Conductor conductor, Clock clock) {
		this.overview = overview;
		this.inspection = inspection;
		this.conductor = conductor;
		this.clock = clock;
	}

	@GetMapping("/live")
	String live(Model model) {
		model.addAttribute("view", view());
		return "live";
	}

	/** The part that is fetched again and again. */
	@GetMapping("/live/now")
	String now(Model model) {
		model.addAttribute("view", view());
		return "live :: now";
	}

	@PostMapping("/live/stop")
	String stop(Principal principal, RedirectAttributes after) {
		boolean any = this.conductor.stop(principal.getName());
		after.addFlashAttribute("notice", any ? "stopping" : "nothing-to-stop");
		return "redirect:/live";
	}

	private LiveView view() {
		Optional<Target> target = this.overview.target();
		Run run = target.flatMap((known) -> this.inspection.runs(known, 1).stream().findFirst()).orElse(null);
		List<Slices.Line> slices = (run != null) ? this.inspection.slices(run) : List.of();
		Holder holder = target.flatMap(this.inspection::holder).orElse(null);
		Overview.Pulse pulse = (run != null && run.state() == Run.Status.RUNNING) ? this.overview.pulse(run, REFUSALS)
				: null;
		return LiveView.of(this.conductor, holder, run, slices, pulse, this.clock);
	}

}
