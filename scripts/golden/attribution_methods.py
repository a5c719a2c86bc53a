#!/usr/bin/env python3
"""Golden maps by the packages grad-cam (1.5) and captum (0.9), in Float64.

Writes methods.json to Tests/AttributionTests/Golden. Needs torch, grad-cam and captum. The network's weights and images are recipes,
so that the file holds nothing but maps: raw, since grad-cam's own scaling to 0...1 loses the scale and the sign.
"""

import captum.attr
import pytorch_grad_cam
import torch
from pytorch_grad_cam.utils.model_targets import ClassifierOutputTarget

from recipe import TinyNetwork, stored, write

# Three channels, odd sizes, and last windows of an occlusion that stand out of the image.
NETWORK = TinyNetwork(14, 18, 3, [[4], [6], [5]], 7, 4, [2, 0], seed=1900)
CLASSES = torch.tensor([2, 1])
BASELINE = -1.0


class Layer(torch.nn.Module):
    """A convolution with its ReLU, as the packages want it: a module whose output is the map's layer."""

    def __init__(self, kernel, bias):
        super().__init__()
        self.kernel, self.bias = torch.nn.Parameter(kernel), torch.nn.Parameter(bias)

    def forward(self, x):
        return torch.relu(torch.nn.functional.conv2d(x, self.kernel, self.bias, padding=1))


class Model(torch.nn.Module):
    """The network with channels first."""

    def __init__(self):
        super().__init__()
        weights = {name: recipe.tensor() for name, recipe in NETWORK.recipes.items()}
        self.dense = [weights[f"dense{n}/{part}"] for n in (1, 2) for part in ("kernel", "bias")]
        self.names = [f"block{block + 1}_conv1" for block in range(len(NETWORK.blocks))]
        self.layers = torch.nn.ModuleList(
            Layer(weights[name + "/kernel"].permute(3, 2, 0, 1), weights[name + "/bias"]) for name in self.names
        )

    def layer(self, name):
        return self.layers[self.names.index(name)]

    def forward(self, x):
        for layer in self.layers:
            x = torch.nn.functional.max_pool2d(layer(x), 2)
        # The dense kernels expect rows x columns x channels.
        x = x.permute(0, 2, 3, 1).flatten(1)
        x = torch.relu(x @ self.dense[0] + self.dense[1])
        return x @ self.dense[2] + self.dense[3]


MODEL = Model()
IMAGES = NETWORK.images.tensor().permute(0, 3, 1, 2).contiguous()
assert torch.allclose(MODEL(IMAGES), NETWORK(NETWORK.images.tensor(), NETWORK.parameters())[1])


def grad_cam(kind, name):
    targets = [ClassifierOutputTarget(int(c)) for c in CLASSES]
    method = kind(MODEL, [MODEL.layer(name)])
    method(IMAGES, targets)
    activations = method.activations_and_grads.activations[0].numpy()
    slope = method.activations_and_grads.gradients[0].numpy()
    return torch.tensor(method.get_cam_image(IMAGES, MODEL.layer(name), targets, activations, slope, False))


def layer_grad_cam(name):
    return captum.attr.LayerGradCam(MODEL, MODEL.layer(name)).attribute(IMAGES, target=CLASSES)[:, 0]


def by_pixel(kind, **settings):
    return kind(MODEL).attribute(IMAGES.clone().requires_grad_(), target=CLASSES, **settings).detach()


def case(method, package, maps, layer="", **settings):
    return {
        "network": NETWORK.json(),
        "method": method,
        "package": package,
        "classes": CLASSES.tolist(),
        "layer": layer or NETWORK.last_layer(),
        "baseline": BASELINE,
        "settings": settings,
        "maps": stored(maps),
    }


def integrated(steps):
    maps = by_pixel(captum.attr.IntegratedGradients, baselines=BASELINE, n_steps=steps).sum(1)
    return case("integrated_gradients", "captum", maps, steps=steps)


def occlusion(window, stride):
    maps = by_pixel(captum.attr.Occlusion, baselines=BASELINE, sliding_window_shapes=(3, window, window), strides=(3, stride, stride))
    # Every channel has what hiding all of them does.
    return case("occlusion", "captum", maps[:, 0], window=window, stride=stride)


cases = [occlusion(5, 5), occlusion(5, 2), occlusion(4, 3), integrated(50), integrated(7), integrated(1)]
cases.append(case("input_gradient", "captum", by_pixel(captum.attr.Saliency).sum(1)))
cases.append(case("gradient_times_input", "captum", by_pixel(captum.attr.InputXGradient).sum(1)))
for layer in (MODEL.names[-1], MODEL.names[1]):
    cases.append(case("hirescam", "grad-cam", grad_cam(pytorch_grad_cam.HiResCAM, layer), layer))
    cases.append(case("gradcam", "grad-cam", grad_cam(pytorch_grad_cam.GradCAM, layer), layer))
    cases.append(case("gradcam", "captum", layer_grad_cam(layer), layer))
    cases.append(case("gradcam++", "grad-cam", grad_cam(pytorch_grad_cam.GradCAMPlusPlus, layer), layer))
write("AttributionTests/Golden/methods.json", cases)
